using O2X.Links.BlueZ.DBus;
using O2X.Links.Time;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

public sealed class ServingTests : IAsyncLifetime
{
    private readonly ScriptedBus _bus = new();
    private readonly DBusConnection _connection;

    public ServingTests()
    {
        _connection = new DBusConnection(_bus.Address, new VirtualClock(DateTimeOffset.UnixEpoch));
        _connection.AddMethodHandler(new TestObject("/a"));
    }

    public async Task InitializeAsync()
    {
        var connecting = _connection.ConnectAsync();
        await _bus.WelcomeAsync();
        await connecting;
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Refuses_calls_while_too_many_are_in_progress()
    {
        for (var i = 0; i < MethodDispatcher.MostInProgress; i++) await CallAsync("Wait");
        for (var i = 0; i < 3; i++)
        {
            await CallAsync("Echo");
            Assert.Equal((MessageType.Error, DBusErrors.LimitsExceeded), await AnswerAsync());
        }
    }

    [Fact]
    public async Task Does_not_answer_a_call_too_many_that_wants_no_answer()
    {
        for (var i = 0; i < MethodDispatcher.MostInProgress; i++) await CallAsync("Wait");
        await CallAsync("Echo", MessageFlags.NoReplyExpected);
        await CallAsync("Refuse");
        var answer = await _bus.ReceiveAsync();
        Assert.Equal((DBusErrors.LimitsExceeded, 67u), (answer.ErrorNameAsString, answer.ReplySerial));
    }

    [Fact]
    public async Task Takes_calls_again_when_those_in_progress_are_over()
    {
        for (var i = 0; i < MethodDispatcher.MostInProgress - 1; i++) await CallAsync("Wait");
        await CallAsync("Release");
        for (var i = 0; i < MethodDispatcher.MostInProgress; i++) Assert.Equal((MessageType.MethodReturn, null), await AnswerAsync());

        for (var i = 0; i < 3 * MethodDispatcher.MostInProgress; i++)
        {
            await CallAsync("Echo");
            Assert.Equal((MessageType.MethodReturn, null), await AnswerAsync());
        }
    }

    private Task CallAsync(string member, MessageFlags flags = MessageFlags.None) =>
        _bus.SendAsync(writer => writer.WriteMethodCallHeader(":1.1", "/a", "a.b", member, flags: flags));

    private async Task<(MessageType Type, string? Error)> AnswerAsync()
    {
        var answer = await _bus.ReceiveAsync();
        return (answer.MessageType, answer.ErrorNameAsString);
    }
}
