using O2X.Links;

namespace O2X.Actors.Execution;

/// <summary>
/// What a step of a transport opens. The step may be done before its owner gives up or after, and the owner may be gone by then:
/// whatever is given after it was taken is closed at once, and nothing stays open.
/// </summary>
internal sealed class Opening<T>
    where T : class, IAsyncDisposable
{
    private static readonly object _gone = new();
    private object? _content;

    /// <summary>What was opened and not taken yet.</summary>
    public T? Content => Volatile.Read(ref _content) as T;

    /// <summary>For the step: hands over what it opens.</summary>
    /// <returns>False when nobody wants it any more; then it has been closed.</returns>
    public async Task<bool> GiveAsync(Task<T>? opening)
    {
        var opened = opening is null ? null : await opening.ConfigureAwait(false);
        if (opened is null) throw new LinkException(LinkSteps.GaveNothing);
        if (Interlocked.CompareExchange(ref _content, opened, null) is null) return true;
        await opened.DisposeAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>For the owner: takes what is there, to close it. What comes later is not wanted.</summary>
    public T? Take() => Interlocked.Exchange(ref _content, _gone) as T;
}
