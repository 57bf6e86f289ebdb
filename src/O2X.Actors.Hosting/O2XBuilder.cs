using O2X.Actors.Hosting.Sources;
using O2X.Links;
using O2X.Links.Can.SocketCan;
using O2X.Simulator.Scenarios;

namespace O2X.Actors.Hosting;

/// <summary>Says how an engine is hosted: where it hears vehicles, and its options. One source; the last one named wins.</summary>
public sealed class O2XBuilder
{
    private Action<O2XHostingOptions>? _configure;

    internal O2XBuilder()
    {
    }

    internal Func<IServiceProvider, ILinkTransport>? Transport { get; private set; }

    /// <summary>Hears a virtual car (VIN <c>VR1AB12C3D4567890</c>) with a virtual dongle.</summary>
    /// <param name="scenario">The scenario that is played: a name of the library, or the path of a file; null: nothing goes wrong.</param>
    /// <exception cref="ArgumentException">There is no such scenario, or it cannot be read.</exception>
    public O2XBuilder WithSimulator(string? scenario = null)
    {
        if (scenario is null) return With(new SimulatorSource());
        if (!ScenarioLibrary.TryOpen(scenario, out var found, out var problem)) throw new ArgumentException(problem, nameof(scenario));
        return With(new SimulatorSource { Scenario = found });
    }

    /// <summary>Hears a vehicle's bus through a CAN interface of Linux; nothing is ever sent.</summary>
    /// <param name="interfaceName">The interface: <c>can0</c>.</param>
    /// <param name="allIds">Whether frames of all ids are received, not just those that the decoder knows.</param>
    /// <param name="allowActiveCan">Whether a controller that is not in listen-only mode may be used: it can disturb the bus.</param>
    /// <exception cref="ArgumentException">That cannot be the name of an interface.</exception>
    public O2XBuilder WithSocketCan(string interfaceName, bool allIds = false, bool allowActiveCan = false) =>
        With(new SocketCanSource(new SocketCanOptions(interfaceName).InterfaceName) { AllIds = allIds, AllowActiveCan = allowActiveCan });

    /// <summary>Hears a vehicle's dongle by Bluetooth Low Energy, through BlueZ: on Linux.</summary>
    /// <param name="adapter">The adapter, by name (<c>hci0</c>) or by address (<c>00:1A:7D:DA:71:13</c>); null: the first that is there and on.</param>
    /// <exception cref="ArgumentException">That cannot be an adapter.</exception>
    public O2XBuilder WithBlueZ(string? adapter = null)
    {
        if (adapter is not null && !BlueZSource.IsAdapter(adapter))
            throw new ArgumentException($"'{adapter}' cannot be a Bluetooth adapter: hci0, or an address such as 00:1A:7D:DA:71:13.", nameof(adapter));
        return With(new BlueZSource(adapter));
    }

    /// <summary>Hears a recorded log, on the log's own clock.</summary>
    /// <param name="path">The file.</param>
    /// <param name="speed">How fast it is played: 1 is real time, null as fast as possible.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not greater than 0.</exception>
    public O2XBuilder WithLog(string path, double? speed = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (speed is not (null or > 0)) throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed must be greater than 0.");
        return With(new LogSource(path) { Speed = speed });
    }

    /// <summary>Hears vehicles through a transport of another kind.</summary>
    /// <param name="transport">Makes it, once; the host disposes of it after the engine.</param>
    public O2XBuilder WithTransport(Func<IServiceProvider, ILinkTransport> transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        Transport = transport;
        return this;
    }

    /// <summary>Changes options, after configuration was read.</summary>
    public O2XBuilder Configure(Action<O2XHostingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configure += configure;
        return this;
    }

    internal void Apply(O2XHostingOptions options) => _configure?.Invoke(options);

    private O2XBuilder With(VehicleSource source) =>
        WithTransport(services => source.Open((TimeProvider?)services.GetService(typeof(TimeProvider))));
}
