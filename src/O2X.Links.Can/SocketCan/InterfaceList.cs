namespace O2X.Links.Can.SocketCan;

/// <summary>Puts together the list of all interfaces from the datagrams in which the kernel tells it.</summary>
internal sealed class InterfaceList
{
    private readonly Dictionary<int, RtnlLink> _links = [];
    private bool _isInterrupted;

    public IReadOnlyCollection<RtnlLink> Links => _links.Values;

    /// <summary>Takes in one datagram; changes that the kernel announces meanwhile are taken in too.</summary>
    public ListProgress Accept(ReadOnlySpan<byte> datagram)
    {
        var progress = ListProgress.Open;
        while (RtnlLinkParser.TryTake(ref datagram, out var message))
        {
            _isInterrupted |= message.IsInterrupted;
            switch (message.Kind)
            {
                case RtnlMessageKind.Link:
                    _links[message.Link!.Index] = message.Link;
                    break;
                case RtnlMessageKind.LinkRemoved:
                    _links.Remove(message.Link!.Index);
                    break;
                case RtnlMessageKind.DumpEnd:
                    progress = _isInterrupted ? ListProgress.Spoilt : ListProgress.Complete;
                    break;
                case RtnlMessageKind.Error when message.Errno != 0:
                    progress = ListProgress.Refused;
                    break;
            }
        }

        return progress;
    }
}
