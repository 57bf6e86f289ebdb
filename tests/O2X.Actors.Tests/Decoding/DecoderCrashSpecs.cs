using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using O2X.Actors.Decoding;
using O2X.Actors.Execution;
using O2X.Actors.Linking;
using O2X.Actors.Storage;
using O2X.Actors.Streams;
using O2X.Links;
using O2X.Links.Time;
using O2X.TestKit;
using O2X.Vehicles.Decoding;

namespace O2X.Actors.Tests.Decoding;

/// <summary>A decoder that breaks on the passing of time meets the same deadline again after its restart.</summary>
public sealed class DecoderCrashSpecs : IAsyncLifetime
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly ActorSystem _system = ActorSystem.Create(
        "decoder", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));
    private readonly List<object> _told = [];
    private readonly EngineContext _context;
    private readonly BrokenClock _broken;
    private readonly IActorRef _link;

    public DecoderCrashSpecs()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _broken = new BrokenClock(_clock);
        var options = new EngineOptions();
        var board = new EngineBoard(options.Timeouts, _clock);
        var streams = new EngineStreams(new SerialDelivery(_clock.Executor), isLossless: false, options.QueueLimit, NullLogger.Instance);
        _context = new EngineContext(
            new ScriptedTransport(_clock),
            options,
            SerialDispatchers.Of(_system).Rent(_clock.Executor).Id,
            board,
            streams,
            new DecodingSession(streams, board, _broken, options),
            new LinkSeat(StoredVehicle.Nothing),
            new StoreWriter(options.Store.Open(), NullLogger.Instance),
            NullLogger.Instance);
        _link = _system.ActorOf(ActorFactory<LinkDouble>.PropsFor(() => new LinkDouble(_context, _told), _context.Dispatcher), "link");
    }

    public async Task InitializeAsync() => await _link.Ask<ActorIdentity>(new Identify(null));

    public async Task DisposeAsync() => await _system.Terminate();

    [Fact]
    public void Crashes_once_a_second_and_then_gives_the_link_up()
    {
        var sink = Attach();
        // Every second look at the wall clock fails: that of the time that passes, not that of the packets after a restart.
        _broken.Fails = look => look % 2 == 1;

        Pass(5);
        Assert.Equal(1, _context.Crashes.Decoder.Count);
        Pass(1);
        Assert.Equal(2, _context.Crashes.Decoder.Count);
        Assert.DoesNotContain(_told, message => message is DecoderProtocol.KeepsCrashing);
        Pass(1);

        Assert.Equal(3, _context.Crashes.Decoder.Count);
        Assert.Contains(new DecoderProtocol.KeepsCrashing(sink.Epoch), _told);
        Assert.Contains(new DecoderProtocol.Detached(sink.Epoch), _told);
        Pass(3600);
        Assert.Equal((3, 0), (_context.Crashes.Decoder.Count, _clock.ArmedTimers));
    }

    [Fact]
    public void Gives_the_link_up_when_it_cannot_decode_at_all()
    {
        var sink = Attach();
        _broken.Fails = _ => true;

        _clock.Executor.Run(() => sink.TryWrite(new byte[16], _clock.GetTicks()));

        Assert.Contains(new DecoderProtocol.Detached(sink.Epoch), _told);
        var crashes = _context.Crashes.Decoder.Count;
        Pass(3600);
        Assert.Equal(crashes, _context.Crashes.Decoder.Count);
    }

    private LinkSink Attach()
    {
        LinkSink sink = null!;
        _clock.Executor.Run(() => _link.Tell(new Func<IActorRef, LinkSink>(decoder => sink = new LinkSink(1, 4096, false, decoder, _link))));
        new ScriptedLink(_clock, sink, (ScriptedTransport)_context.Transport).Everything();
        return sink;
    }

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Does with the decoder what the link does, and writes down what it says.</summary>
    private sealed class LinkDouble(EngineContext context, List<object> told) : UntypedActor
    {
        private IActorRef _decoder = ActorRefs.Nobody;

        protected override void PreStart() =>
            _decoder = Context.ActorOf(ActorFactory<DecoderActor>.PropsFor(() => new DecoderActor(context), context.Dispatcher), "decoder");

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(-1, Timeout.InfiniteTimeSpan, _ => Directive.Restart);

        protected override void OnReceive(object message)
        {
            told.Add(message);
            if (message is Func<IActorRef, LinkSink> make)
                _decoder.Tell(new DecoderProtocol.Attach(make(_decoder), PayloadKind.CanFrame, AmiBus.Vin));
            else if (message is DecoderProtocol.KeepsCrashing crashing)
                _decoder.Tell(new DecoderProtocol.Detach(crashing.Epoch, DecodeRest: false));
            else if (message is DecoderProtocol.Echo echo)
                _decoder.Tell(echo.Message);
        }
    }

    /// <summary>A clock whose wall time cannot be had.</summary>
    private sealed class BrokenClock(VirtualClock clock) : TimeProvider
    {
        private int _looks;
        private Func<int, bool> _fails = _ => false;

        public Func<int, bool> Fails
        {
            set => (_fails, _looks) = (value, 0);
        }

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _fails(++_looks) ? throw new InvalidOperationException("no wall clock") : clock.GetUtcNow();
    }
}
