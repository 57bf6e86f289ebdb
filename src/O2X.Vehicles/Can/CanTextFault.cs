namespace O2X.Vehicles.Can;

/// <summary>Why a line of text gave no frame. Text from outside never throws: it parses, or there is one of these.</summary>
public enum CanTextFault : byte
{
    /// <summary>It gave a frame.</summary>
    None,

    /// <summary>A blank line, a comment, a header, an adapter's answer to a command. Normal.</summary>
    Skipped,

    /// <summary>The line ends before the frame does.</summary>
    Truncated,

    /// <summary>A character of the id or the data is not a hexadecimal digit.</summary>
    NotHexadecimal,

    /// <summary>More than 8 data bytes, text after the frame, or a line longer than any frame can be.</summary>
    TooLong,

    /// <summary>There is no timestamp where there must be one, or it is out of range.</summary>
    BadTimestamp,

    /// <summary>The id has a wrong number of digits, or more bits than there are.</summary>
    BadId,

    /// <summary>The line is not laid out as the format demands.</summary>
    BadLayout,

    /// <summary>A CAN FD or CAN XL frame, or a kind of line that carries no frame of a classic bus.</summary>
    Unsupported,
}
