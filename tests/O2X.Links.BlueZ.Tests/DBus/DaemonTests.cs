using System.Collections.Concurrent;
using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus;

/// <summary>Two connections and the daemon that everybody has.</summary>
[Trait("Kind", "ble")]
public sealed class DaemonTests : IAsyncLifetime
{
    private const string Bus = DBusConnection.Bus;

    private PrivateBus _bus = null!;
    private DBusConnection _client = null!;
    private DBusConnection _server = null!;

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _client = new DBusConnection(_bus.Address, TimeProvider.System);
        _server = new DBusConnection(_bus.Address, TimeProvider.System);
        _server.AddMethodHandler(new TestObject("/test/object"));
        await _client.ConnectAsync();
        await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Gives_each_a_name()
    {
        Assert.StartsWith(":1.", _client.UniqueName, StringComparison.Ordinal);
        Assert.StartsWith(":1.", _server.UniqueName, StringComparison.Ordinal);
        Assert.NotEqual(_client.UniqueName, _server.UniqueName);
    }

    [Fact]
    public async Task Carries_a_call_and_its_answer()
    {
        var properties = new Dictionary<string, VariantValue>
        {
            ["ServiceUUIDs"] = VariantValue.Array(["180a", "180f"]),
            ["ManufacturerData"] = VariantValue.Dict([KeyValuePair.Create((ushort)0xFFFF, (VariantValue)new byte[] { 1, 2, 3 })]),
            ["Name"] = "Fährzeug",
        };
        var answer = await _client.CallMethodAsync(
            Call("Echo", "a{sv}", writer => writer.WriteDictionary(properties)),
            (message, _) => message.GetBodyReader().ReadDictionaryOfStringToVariantValue());
        Assert.Equal(properties, answer);
    }

    [Fact]
    public async Task Carries_errors_by_name()
    {
        Assert.Equal(("org.bluez.Error.Busy", "later"), await ErrorOfAsync(Call("Refuse")));
        Assert.Equal((DBusErrors.Failed, "The method failed."), await ErrorOfAsync(Call("Throw")));
        Assert.Equal(DBusErrors.InvalidArgs, (await ErrorOfAsync(Call("Read"))).Name);
        Assert.Equal(DBusErrors.UnknownMethod, (await ErrorOfAsync(Call("Nothing"))).Name);
        Assert.Equal(DBusErrors.UnknownObject, (await ErrorOfAsync(Call("Echo", path: "/elsewhere"))).Name);
        Assert.Equal("org.freedesktop.DBus.Error.ServiceUnknown", (await ErrorOfAsync(Call("Echo", destination: "org.nobody"))).Name);
    }

    [Fact]
    public async Task Answers_a_call_after_a_while_and_others_meanwhile()
    {
        var later = _client.CallMethodAsync(Call("Wait"));
        await _client.CallMethodAsync(Call("Release"));
        await later;
    }

    [Fact]
    public async Task Leaves_unanswered_what_wants_no_answer()
    {
        Assert.True(_client.TrySendMessage(Call("Echo", "s", writer => writer.WriteString("x"), MessageFlags.NoReplyExpected)));
        Assert.True(_client.TrySendMessage(Call("Throw", flags: MessageFlags.NoReplyExpected)));
        await _client.CallMethodAsync(Call("Echo", "s", writer => writer.WriteString("x")));
    }

    [Fact]
    public async Task Answers_what_every_object_has_to()
    {
        await _client.CallMethodAsync(Call("Ping", @interface: "org.freedesktop.DBus.Peer"));
        await _client.CallMethodAsync(Call("Ping", @interface: "org.freedesktop.DBus.Peer", path: "/anywhere"));
        Assert.Equal("<node><node name=\"object\"/></node>", await IntrospectAsync("/test"));
        Assert.Equal("<node><node name=\"test\"/></node>", await IntrospectAsync("/"));
        Assert.Equal("<node></node>", await IntrospectAsync("/test/object"));
        Assert.Equal(DBusErrors.UnknownObject, (await ErrorOfAsync(Call("Introspect", @interface: "org.freedesktop.DBus.Introspectable", path: "/elsewhere"))).Name);

        Task<string> IntrospectAsync(string path) => _client.CallMethodAsync(
            Call("Introspect", @interface: "org.freedesktop.DBus.Introspectable", path: path), (message, _) => message.GetBodyReader().ReadString());
    }

    [Fact]
    public async Task Serves_what_is_below_a_path_and_no_longer_what_was_removed()
    {
        _server.AddMethodHandler(new TestObject("/tree", handlesChildPaths: true));
        Assert.Throws<InvalidOperationException>(() => _server.AddMethodHandler(new TestObject("/tree")));
        await _client.CallMethodAsync(Call("Echo", path: "/tree/a/b"));
        Assert.Equal(DBusErrors.UnknownObject, (await ErrorOfAsync(Call("Echo", path: "/test/object/a"))).Name);
        _server.RemoveMethodHandler("/tree");
        Assert.Equal(DBusErrors.UnknownObject, (await ErrorOfAsync(Call("Echo", path: "/tree"))).Name);
    }

    [Fact]
    public async Task Carries_signals_in_order_until_they_are_not_wanted()
    {
        var seen = new BlockingCollection<int>();
        var rule = new MatchRule { Type = MessageType.Signal, Sender = _server.UniqueName, Interface = "a.b", Member = "Tick", PathNamespace = "/test" };
        var watch = await _client.AddMatchAsync(rule, (message, _) => message.GetBodyReader().ReadInt32(), seen.Add);
        for (var i = 0; i < 1000; i++) Tick(i);
        for (var i = 0; i < 1000; i++) Assert.Equal(i, seen.Take());

        watch.Dispose();
        Tick(1000);
        await _client.CallMethodAsync(Call("Echo"));
        Assert.Empty(seen);
    }

    [Fact]
    public async Task Tells_of_owners_of_names()
    {
        var changes = new BlockingCollection<string>();
        using var watch = await _client.AddMatchAsync(
            new MatchRule { Type = MessageType.Signal, Sender = Bus, Interface = Bus, Member = "NameOwnerChanged", Arg0 = "org.test" },
            (message, _) =>
            {
                var reader = message.GetBodyReader();
                return $"{reader.ReadString()} {reader.ReadString()} {reader.ReadString()}";
            },
            changes.Add);
        await _server.RequestNameAsync("org.test");
        Assert.Equal($"org.test  {_server.UniqueName}", changes.Take());
        await _server.DisposeAsync();
        Assert.Equal($"org.test {_server.UniqueName} ", changes.Take());
    }

    [Fact]
    public async Task Takes_signals_of_a_name_from_its_owner_alone()
    {
        var seen = new BlockingCollection<int>();
        using var named = await _client.AddMatchAsync(
            new MatchRule { Sender = "org.test", Member = "Tick" }, (message, _) => message.GetBodyReader().ReadInt32(), seen.Add);
        var all = new BlockingCollection<int>();
        using var any = await _client.AddMatchAsync(new MatchRule { Member = "Tick" }, (message, _) => message.GetBodyReader().ReadInt32(), all.Add);

        Tick(1);
        Tick(2, destination: _client.UniqueName);
        Assert.Equal((1, 2), (all.Take(), all.Take()));
        Assert.Empty(seen);

        await _server.RequestNameAsync("org.test");
        Tick(3);
        Assert.Equal(3, seen.Take());

        await using var other = new DBusConnection(_bus.Address, TimeProvider.System);
        await other.ConnectAsync();
        Tick(4, from: other);
        Assert.Equal((3, 4), (all.Take(), all.Take()));
        Tick(5);
        Assert.Equal(5, seen.Take());
    }

    [Fact]
    public async Task Knows_the_owner_that_a_name_has_already()
    {
        await _server.RequestNameAsync("org.test");
        var seen = new BlockingCollection<int>();
        using var watch = await _client.AddMatchAsync(
            new MatchRule { Sender = "org.test" }, (message, _) => message.GetBodyReader().ReadInt32(), seen.Add);
        Tick(1);
        Assert.Equal(1, seen.Take());
    }

    [Fact]
    public async Task Refuses_a_rule_that_is_none()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => _client.AddMatchAsync(new MatchRule { Path = "no path" }, (_, _) => 0, _ => { }));
        Assert.Equal("org.freedesktop.DBus.Error.MatchRuleInvalid", error.ErrorName);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData(@"a\b,c='d'")]
    public async Task Understands_a_rule_with_quotes(string text)
    {
        var seen = new BlockingCollection<string>();
        using var watch = await _client.AddMatchAsync(new MatchRule { Arg0 = text }, (message, _) => message.GetBodyReader().ReadString(), seen.Add);
        using var writer = _server.GetMessageWriter();
        writer.WriteSignalHeader(null, "/test/object", "a.b", "Said", "s");
        writer.WriteString(text);
        _server.TrySendMessage(writer.CreateMessage());
        Assert.Equal(text, seen.Take());
    }

    [Fact]
    public async Task Passes_descriptors()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var call = Call("Keep", "h", writer => writer.WriteHandle(pipe.ClientSafePipeHandle));
        await _client.CallMethodAsync(call);
        var handle = await _client.CallMethodAsync(Call("GiveBack"), (message, _) =>
        {
            var reader = message.GetBodyReader();
            return reader.ReadHandle<SafeFileHandle>();
        });
        await using (var stream = new FileStream(handle!, FileAccess.Write, bufferSize: 0)) stream.WriteByte(42);
        Assert.Equal(42, pipe.ReadByte());
        Assert.Equal(-1, pipe.ReadByte());
    }

    [Fact]
    public async Task Ends_everything_when_the_daemon_dies()
    {
        var broken = new TaskCompletionSource<Exception>();
        using var watch = await _client.AddMatchAsync(new MatchRule { Member = "Tick" }, (_, _) => 0, _ => { }, broken.SetResult);
        var call = _client.CallMethodAsync(Call("Wait"));
        _bus.Kill();
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => call);
        Assert.IsType<DBusConnectionClosedException>(await _client.DisconnectedAsync());
        Assert.IsType<DBusConnectionClosedException>(await broken.Task);
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => _client.CallMethodAsync(Call("Echo")));
        await Assert.ThrowsAsync<DBusConnectionClosedException>(() => _client.AddMatchAsync(new MatchRule(), (_, _) => 0, _ => { }));
        Assert.Equal(0, _client.PendingCallCount);
    }

    private void Tick(int value, string? destination = null, DBusConnection? from = null)
    {
        from ??= _server;
        using var writer = from.GetMessageWriter();
        writer.WriteSignalHeader(destination, "/test/object", "a.b", "Tick", "i");
        writer.WriteInt32(value);
        Assert.True(from.TrySendMessage(writer.CreateMessage()));
    }

    private async Task<(string Name, string Message)> ErrorOfAsync(MessageBuffer call)
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => _client.CallMethodAsync(call));
        return (error.ErrorName, error.ErrorMessage);
    }

    private MessageBuffer Call(
        string member, string? signature = null, Action<MessageWriter>? write = null, MessageFlags flags = MessageFlags.None,
        string path = "/test/object", string @interface = "a.b", string? destination = null)
    {
        using var writer = _client.GetMessageWriter();
        writer.WriteMethodCallHeader(destination ?? _server.UniqueName, path, @interface, member, signature, flags);
        write?.Invoke(writer);
        return writer.CreateMessage();
    }
}
