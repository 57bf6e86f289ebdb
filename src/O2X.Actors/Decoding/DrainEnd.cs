namespace O2X.Actors.Decoding;

/// <summary>Why a drain stopped.</summary>
internal enum DrainEnd
{
    /// <summary>Nothing waits any more.</summary>
    Empty,

    /// <summary>The turn is over, more waits.</summary>
    MoreToDo,

    /// <summary>The turn is over, and the link has to act before the next packet.</summary>
    LinkFirst,

    /// <summary>An observer of a lossless link has no room.</summary>
    NoRoom,
}
