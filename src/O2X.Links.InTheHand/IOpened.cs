namespace O2X.Links.InTheHand;

/// <summary>What the transport has open, and must end when the radio goes.</summary>
internal interface IOpened : IAsyncDisposable
{
    /// <summary>It is open no longer.</summary>
    event Action<IOpened>? Closed;

    /// <summary>Ends it and tells its user why.</summary>
    void End(LinkFault fault);
}
