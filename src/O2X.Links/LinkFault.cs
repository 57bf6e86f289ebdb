namespace O2X.Links;

/// <summary>Why something ended, in a form for programs and for people.</summary>
/// <param name="Reason">The class of reason.</param>
/// <param name="Detail">What exactly happened, without advice; null when <paramref name="Reason"/> says it all.</param>
/// <param name="Advice">What a person can do about it; null when there is nothing to do.</param>
/// <param name="Code">The number that the operating system or the stack gave, if any.</param>
public sealed record LinkFault(LinkLossReason Reason, string? Detail = null, string? Advice = null, int? Code = null);

/// <summary>An expected failure of a transport or profile: what matters is its <see cref="Fault"/>.</summary>
public sealed class LinkException : Exception
{
    /// <summary>Makes the exception for a fault.</summary>
    public LinkException(LinkFault fault, Exception? inner = null)
        : base(fault.Detail ?? fault.Reason.ToString(), inner) => Fault = fault;

    /// <summary>Makes the exception for a reason.</summary>
    public LinkException(LinkLossReason reason, string? detail = null, string? advice = null)
        : this(new LinkFault(reason, detail, advice))
    {
    }

    /// <summary>Why.</summary>
    public LinkFault Fault { get; }
}
