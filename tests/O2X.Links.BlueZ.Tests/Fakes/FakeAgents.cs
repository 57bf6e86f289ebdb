using O2X.Links.BlueZ.Bus;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.Fakes;

/// <summary>The agents of the fake BlueZ, which make an adapter pairable as those of 5.66 do with its default configuration.</summary>
internal sealed class FakeAgents
{
    private const string Agent = "org.bluez.Agent1";

    private readonly Lock _gate = new();
    private readonly FakeBlueZ _blueZ;
    private readonly string _adapter;
    private readonly List<FakeAgent> _agents = [];

    public FakeAgents(FakeBlueZ blueZ, string adapter)
    {
        (_blueZ, _adapter) = (blueZ, adapter);
        var self = blueZ.Add("/org/bluez", "org.bluez.AgentManager1", []);
        self.Methods["RegisterAgent"] = RegisterAsync;
        self.Methods["RequestDefaultAgent"] = MakeDefaultAsync;
        self.Methods["UnregisterAgent"] = UnregisterAsync;
    }

    /// <summary>The agents, the default one first.</summary>
    public IReadOnlyList<FakeAgent> All
    {
        get
        {
            lock (_gate) return [.. _agents];
        }
    }

    /// <summary>An agent of another program, which answers nothing.</summary>
    public void AddOther() => Add(new FakeAgent("org.example.other", "/other", "KeyboardDisplay"), isFirst: false);

    /// <summary>The agent of a connection, else the default one.</summary>
    public FakeAgent? Of(string? owner)
    {
        lock (_gate) return _agents.Find(agent => agent.Owner == owner) ?? _agents.FirstOrDefault();
    }

    public Task DisplayPasskeyAsync(string device, uint passkey) => CallAsync(
        Of(null)!,
        "DisplayPasskey",
        "ouq",
        writer =>
        {
            writer.WriteObjectPath(device);
            writer.WriteUInt32(passkey);
            writer.WriteUInt16(0);
        },
        (_, _) => true);

    public Task<uint> RequestPasskeyAsync(FakeAgent agent, string device) =>
        CallAsync(agent, "RequestPasskey", "o", writer => writer.WriteObjectPath(device), (message, _) => message.GetBodyReader().ReadUInt32());

    public Task RequestAuthorizationAsync(string device) =>
        CallAsync(Of(null)!, "RequestAuthorization", "o", writer => writer.WriteObjectPath(device), (_, _) => true);

    public Task RequestConfirmationAsync(FakeAgent agent, string device) => CallAsync(
        agent,
        "RequestConfirmation",
        "ou",
        writer =>
        {
            writer.WriteObjectPath(device);
            writer.WriteUInt32(1);
        },
        (_, _) => true);

    public Task CancelAsync(FakeAgent agent) => CallAsync(agent, "Cancel", null, null, (_, _) => true);

    private static FakeAgent Read(MethodContext context, bool hasCapability)
    {
        var reader = context.Request.GetBodyReader();
        return new(context.Request.SenderAsString!, reader.ReadObjectPathAsString(), hasCapability ? reader.ReadString() : "");
    }

    private Task<T> CallAsync<T>(FakeAgent agent, string member, string? signature, Action<MessageWriter>? body, MessageValueReader<T> read)
    {
        using var writer = _blueZ.Connection.GetMessageWriter();
        writer.WriteMethodCallHeader(agent.Owner, agent.Path, Agent, member, signature);
        body?.Invoke(writer);
        return _blueZ.Connection.CallMethodAsync(writer.CreateMessage(), read);
    }

    private Task RegisterAsync(MethodContext context)
    {
        Add(Read(context, hasCapability: true), isFirst: false);
        FakeBlueZ.Reply(context);
        return Task.CompletedTask;
    }

    private Task MakeDefaultAsync(MethodContext context)
    {
        var agent = Of(Read(context, hasCapability: false).Owner)!;
        lock (_gate) _agents.Remove(agent);
        Add(agent, isFirst: true);
        FakeBlueZ.Reply(context);
        return Task.CompletedTask;
    }

    private Task UnregisterAsync(MethodContext context)
    {
        var (owner, path, _) = Read(context, hasCapability: false);
        bool isPairable, wasDefault;
        lock (_gate)
        {
            var at = _agents.FindIndex(agent => agent.Owner == owner && agent.Path == path);
            if (at < 0) throw new DBusException("org.bluez.Error.DoesNotExist", "Does Not Exist");
            _agents.RemoveAt(at);
            (isPairable, wasDefault) = (_agents.Count > 0, at == 0);
        }

        if (wasDefault) _blueZ.Set(_adapter, BlueZNames.Adapter, new() { ["Pairable"] = isPairable });
        FakeBlueZ.Reply(context);
        return Task.CompletedTask;
    }

    private void Add(FakeAgent agent, bool isFirst)
    {
        bool isDefault;
        lock (_gate)
        {
            isDefault = isFirst || _agents.Count == 0;
            _agents.Insert(isFirst ? 0 : _agents.Count, agent);
        }

        if (isDefault) _blueZ.Set(_adapter, BlueZNames.Adapter, new() { ["Pairable"] = true });
    }
}

/// <summary>An agent.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Path">Its path.</param>
/// <param name="Capability">What it can do.</param>
internal sealed record FakeAgent(string Owner, string Path, string Capability);
