using System.Net.Sockets;
using System.Text;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Connection;

/// <summary>The other end of a connection, which says what a test wants it to say: a bus that is wrong, slow or gone.</summary>
internal sealed class ScriptedBus : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("o2x-scripted-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private Socket? _client;
    private ReceiveBuffer? _received;
    private uint _serial;

    public ScriptedBus()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "bus")));
        _listener.Listen();
    }

    public string Address => $"unix:path={_folder}/bus";

    /// <summary>Waits for the client.</summary>
    public async Task AcceptAsync()
    {
        _client = await _listener.AcceptAsync();
        _received = new ReceiveBuffer(_client);
    }

    /// <summary>Says something, whatever it is.</summary>
    public async Task SayAsync(ReadOnlyMemory<byte> bytes) => await _client!.SendAsync(bytes);

    public Task SayAsync(string text) => SayAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Waits for a line of the client's.</summary>
    public async Task<string> HearAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line is not [.., (byte)'\r', (byte)'\n'])
        {
            if (await _client!.ReceiveAsync(one) == 0) break;
            line.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. line]).TrimEnd('\r', '\n');
    }

    /// <summary>Plays the part of a good bus until the client is in and has said hello.</summary>
    public async Task WelcomeAsync()
    {
        await AcceptAsync();
        Assert.Equal("\0AUTH EXTERNAL", await HearAsync());
        await SayAsync("DATA\r\n");
        Assert.Equal("DATA", await HearAsync());
        await SayAsync("OK 0123456789abcdef0123456789abcdef\r\n");
        Assert.Equal("NEGOTIATE_UNIX_FD", await HearAsync());
        await SayAsync("AGREE_UNIX_FD\r\n");
        Assert.Equal("BEGIN", await HearAsync());
        var hello = await ReceiveAsync();
        Assert.Equal("Hello", hello.MemberAsString);
        await ReplyAsync(hello, "s", writer => writer.WriteString(":1.1"));
    }

    /// <summary>Waits for a message of the client's.</summary>
    public async Task<Message> ReceiveAsync()
    {
        var message = new Message(new StringCache());
        Assert.True(await _received!.ReadAsync(message), "The client has hung up.");
        return message.Detach();
    }

    /// <summary>Waits until the client hangs up, whatever it says before.</summary>
    public async Task IsLeftAsync()
    {
        var rest = new byte[4096];
        try
        {
            while (await _client!.ReceiveAsync(rest) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // It left without having read everything.
        }
    }

    public Task ReplyAsync(Message request, string? signature = null, Action<MessageWriter>? write = null) =>
        ReplyAsync(request.Serial, signature, write);

    public Task ReplyAsync(uint serial, string? signature = null, Action<MessageWriter>? write = null) => SendAsync(writer =>
    {
        writer.WriteMethodReturnHeader(serial, ":1.1", signature);
        write?.Invoke(writer);
    });

    public Task SignalAsync(string member, string signature, Action<MessageWriter> write) => SendAsync(writer =>
    {
        writer.WriteSignalHeader(null, "/a", "a.b", member, signature);
        write(writer);
    });

    public async Task SendAsync(Action<MessageWriter> write)
    {
        using var writer = new MessageWriter(++_serial);
        write(writer);
        using var message = writer.CreateMessage();
        if (message.Handles.Count == 0)
        {
            await SayAsync(message.Memory);
            return;
        }

        var descriptors = message.Handles.Select(handle => (int)handle.DangerousGetHandle()).ToArray();
        Assert.Equal(message.Length, UnixMessageSocket.Send(_client!.SafeHandle, message.Memory.Span, descriptors));
    }

    public void HangUp() => _client!.Dispose();

    public ValueTask DisposeAsync()
    {
        _received?.Dispose();
        _client?.Dispose();
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
