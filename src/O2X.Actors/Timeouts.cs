namespace O2X.Actors;

/// <summary>The three timeouts of the SDK's <c>pims.vehicle.timeout</c> (decisions.md D13).</summary>
public sealed record Timeouts
{
    /// <summary>The longest a timeout may be.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(1);

    /// <summary>How long a new vehicle is sought; 1 ms to a day, default 60 s.</summary>
    public TimeSpan Scan { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a link may stand without data before it is lost; 1 ms to a day, default 5 s.</summary>
    public TimeSpan LooseConnection { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a status must hold before it is told; 0 to a day, default 0.</summary>
    public TimeSpan ChangeStatus { get; init; } = TimeSpan.Zero;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    internal Timeouts Validated()
    {
        Check(Scan, TimeSpan.FromMilliseconds(1), nameof(Scan));
        Check(LooseConnection, TimeSpan.FromMilliseconds(1), nameof(LooseConnection));
        Check(ChangeStatus, TimeSpan.Zero, nameof(ChangeStatus));
        return this;
    }

    private static void Check(TimeSpan value, TimeSpan least, string name)
    {
        if (value < least || value > Longest)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be between {least.TotalMilliseconds} ms and {Longest.TotalMilliseconds} ms.");
    }
}
