namespace O2X.Links.InTheHand.Tests;

/// <summary>Takes something back.</summary>
internal sealed class Undo(Action undo) : IDisposable
{
    public void Dispose() => undo();
}
