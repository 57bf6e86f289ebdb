using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using O2X.Links.Time;
using O2X.TestKit;

namespace O2X.Actors.Hosting.Tests;

public class StartFailureSpecs
{
    private readonly VirtualClock _clock = new(EngineBench.Start);
    private readonly WatchedTransport _good;
    private readonly WatchedTransport _bad;

    public StartFailureSpecs()
    {
        _good = new WatchedTransport(new ScriptedTransport(_clock));
        _bad = new WatchedTransport(new ScriptedTransport(_clock));
    }

    [Fact]
    public async Task Names_the_engine_whose_source_cannot_be_opened()
    {
        using var host = Build(services => services
            .AddO2X("left", o2x => o2x.WithTransport(_ => _good))
            .AddO2X("right", o2x => o2x.WithTransport(_ => throw new IOException("There is no such device.")))
            .AddO2X("third", o2x => o2x.WithTransport(_ => _bad)));

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal("The O2X engine 'right' cannot start: There is no such device.", problem.Message);
        Assert.IsType<IOException>(problem.InnerException);
    }

    [Fact]
    public async Task Names_no_engine_where_there_is_but_one()
    {
        using var host = Build(services => services.AddO2X(o2x => o2x.WithTransport(_ => throw new IOException("There is no such device."))));

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal("The O2X engine cannot start: There is no such device.", problem.Message);
    }

    [Fact]
    public async Task Leaves_nothing_running()
    {
        using var host = Build(
            services => services
                .AddO2X("left", o2x => o2x.WithTransport(_ => _good))
                .AddO2X("right", o2x => o2x.WithTransport(_ => throw new IOException("There is no such device."))),
            ("O2X:left:Vin", AmiBus.Vin.Full));

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        var engine = host.Services.GetRequiredKeyedService<IO2XEngine>("left");
        Assert.True(engine.Completion.IsCompleted);
        Assert.Equal((true, 0), (_good.IsDisposed, _good.OpenScansWhenDisposed));
        Assert.True(host.Services.GetRequiredService<ActorSystem>().WhenTerminated.IsCompleted);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task Disposes_of_the_source_of_an_engine_that_cannot_start()
    {
        using var host = Build(services => services.AddO2X(o2x => o2x.WithTransport(_ => new ClocklessTransport(_bad))));

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal("The O2X engine cannot start: It has no clock.", problem.Message);
        Assert.True(_bad.IsDisposed);
    }

    [Fact]
    public async Task Stops_an_engine_that_cannot_subscribe()
    {
        var radio = new WatchedTransport(new ScriptedTransport(_clock, Links.TransportKind.Bluetooth));
        using var host = Build(
            services => services.AddO2X("left", o2x => o2x.WithTransport(_ => radio)), ("O2X:left:AutoSubscribe", "true"));

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.StartsWith("The O2X engine 'left' cannot subscribe: no vehicle is remembered yet", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Set O2X:left:Vin", problem.Message, StringComparison.Ordinal);
        Assert.True(radio.IsDisposed);
    }

    [Fact]
    public async Task Ends_the_application_where_Akka_Hosting_starts_the_engine()
    {
        using var host = Build(services => services.AddAkka("fleet", akka => akka
            .WithO2X("left", o2x => o2x.WithTransport(_ => _good))
            .WithO2X("left", o2x => o2x.WithTransport(_ => _bad))));
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        await Record.ExceptionAsync(() => host.StartAsync());
        await Record.ExceptionAsync(() => host.StopAsync());

        Assert.True(stopping.IsCancellationRequested);
        Assert.True(_good.IsDisposed);
        Assert.Equal(0, _bad.Inner.Observers);
    }

    private static IHost Build(Action<IServiceCollection> configure, params (string Key, string? Value)[] settings) =>
        TestHost.Build(configure, settings);
}
