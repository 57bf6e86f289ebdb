namespace O2X.Actors;

/// <summary>
/// An observer of a lossless stream fell behind by more than its queue holds, and its subscription was ended. Others are not
/// affected; subscribe again to go on.
/// </summary>
public sealed class StreamOverflowException : Exception
{
    internal StreamOverflowException(string stream, int limit)
        : base($"The observer of {stream} is more than {limit} elements behind; its subscription was ended.")
    {
        Limit = limit;
    }

    /// <summary>How many elements the queue held.</summary>
    public int Limit { get; }
}
