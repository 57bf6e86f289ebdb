namespace O2X.Links.Can.SocketCan;

/// <summary>Follows one interface by name through what the kernel lists and announces.</summary>
internal sealed class InterfaceTracker(string interfaceName)
{
    private bool _listed;
    private bool _interrupted;

    /// <summary>The interface as it is now; null when there is none of that name.</summary>
    public RtnlLink? Link { get; private set; }

    /// <summary>A list of all interfaces was asked for.</summary>
    public void BeginList() => _listed = _interrupted = false;

    /// <summary>Takes in one datagram.</summary>
    /// <returns>What it did to the list that was asked for.</returns>
    public ListProgress Accept(ReadOnlySpan<byte> datagram)
    {
        var progress = ListProgress.Open;
        while (RtnlLinkParser.TryTake(ref datagram, out var message))
        {
            _interrupted |= message.IsInterrupted;
            switch (message.Kind)
            {
                case RtnlMessageKind.Link when message.Link!.Name == interfaceName:
                    Link = message.Link;
                    _listed = true;
                    break;
                case RtnlMessageKind.Link or RtnlMessageKind.LinkRemoved when message.Link!.Index == Link?.Index:
                    // Removed, or renamed: the name is nobody's until the kernel tells otherwise.
                    Link = null;
                    break;
                case RtnlMessageKind.DumpEnd:
                    if (!_listed) Link = null;
                    progress = _interrupted ? ListProgress.Spoilt : ListProgress.Complete;
                    break;
                case RtnlMessageKind.Error when message.Errno != 0:
                    progress = ListProgress.Refused;
                    break;
            }
        }

        return progress;
    }
}

/// <summary>How far a list of interfaces has come.</summary>
internal enum ListProgress
{
    /// <summary>More may come, or none was asked for.</summary>
    Open,

    /// <summary>All interfaces were told.</summary>
    Complete,

    /// <summary>Interfaces changed meanwhile: to be asked for again.</summary>
    Spoilt,

    /// <summary>The kernel refused to tell.</summary>
    Refused,
}
