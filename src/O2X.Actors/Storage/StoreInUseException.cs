namespace O2X.Actors.Storage;

/// <summary>
/// A store cannot be taken because another engine holds it. The message is for people: one line that names the store and the process
/// that holds it, and says what to do.
/// </summary>
public sealed class StoreInUseException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Who holds which store, and what to do.</param>
    /// <param name="inner">What the operating system said, if it was asked.</param>
    public StoreInUseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
