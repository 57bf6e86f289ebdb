using System.Collections.Immutable;
using Akka.Actor;
using O2X.Actors.Decoding;
using O2X.Actors.Diagnostics;
using O2X.Actors.Execution;
using O2X.Links;
using O2X.Links.Profiles;
using O2X.Vehicles;

namespace O2X.Actors.Linking;

/// <summary>What the link owns in a state: one record a state, or a few states that own the same.</summary>
internal abstract record LinkData
{
    /// <summary>Idle: nothing.</summary>
    public sealed record Nothing : LinkData
    {
        public static Nothing Instance { get; } = new();
    }

    /// <summary>Idle: a subscription that is being made durable.</summary>
    public sealed record Accepting(Subscription Subscription, IActorRef ReplyTo) : LinkData;

    /// <summary>WaitingForAdapter, Scanning, Backoff: no link. <paramref name="ResumeAt"/>: when a backoff is over.</summary>
    public sealed record Seeking(long ResumeAt = 0) : LinkData;

    /// <summary>Connecting, Verifying, Ready: an attempt, or the link that came of it.</summary>
    public sealed record Linking(LinkAttempt Attempt) : LinkData
    {
        /// <summary>What opening told of the VIN; null while it is under way.</summary>
        public VinVerdict? Verdict { get; init; }

        /// <summary>When opening was done.</summary>
        public long OpenedAt { get; init; }

        public bool HasFirstPacket { get; init; }

        /// <summary>The VIN that the vehicle itself said.</summary>
        public Vin? Heard { get; init; }

        /// <summary>Whether the time in which the VIN could be heard is over.</summary>
        public bool IsGraceOver { get; init; }

        public bool IsVerified { get; init; }
    }

    /// <summary>Stale, Closing: what is still open, and what comes after.</summary>
    public sealed record Leaving(AfterLeaving Next) : LinkData
    {
        /// <summary>The attempt or link that is being closed.</summary>
        public LinkAttempt? Attempt { get; init; }

        public bool IsScanOpen { get; init; }

        public bool IsLinkOpen { get; init; }

        public bool IsDecoding { get; init; }

        /// <summary>Why the subscription ends; null: it was asked for.</summary>
        public LinkFault? Fault { get; init; }

        /// <summary>Who waits for the end of the subscription, and for which answer.</summary>
        public ImmutableList<(IActorRef Who, object Answer)> Waiting { get; init; } = [];

        public bool IsDone => !IsScanOpen && !IsLinkOpen && !IsDecoding;
    }
}

/// <summary>What follows when everything is closed.</summary>
internal enum AfterLeaving
{
    EndSubscription,
    WaitForAdapter,
    Scan,
    BackOff,
}

/// <summary>One attempt at a link: everything that has to be released when it is over.</summary>
internal sealed class LinkAttempt(long epoch, Sighting sighting, ILinkProfile profile, LinkSink sink, LinkActivity? activity)
{
    public long Epoch => epoch;

    public Sighting Sighting => sighting;

    public ILinkProfile Profile => profile;

    public LinkSink Sink => sink;

    /// <summary>Its trace; null when nobody listens.</summary>
    public LinkActivity? Activity => activity;

    public CancellationTokenSource Cancel { get; } = new();

    /// <summary>The link, once it stands.</summary>
    public Opening<ILink> Link { get; } = new();
}
