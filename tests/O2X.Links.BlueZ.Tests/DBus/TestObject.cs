using Microsoft.Win32.SafeHandles;
using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus;

/// <summary>An object that does what the name of the method says.</summary>
internal sealed class TestObject(string path, bool handlesChildPaths = false) : IPathMethodHandler
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SafeFileHandle? _kept;

    public string Path => path;

    public bool HandlesChildPaths => handlesChildPaths;

    public async ValueTask HandleMethodAsync(MethodContext context)
    {
        switch (context.Request.MemberAsString)
        {
            case "Echo":
                Reply(context, context.Request.SignatureAsString, writer => Echo(context.Request, writer));
                break;
            case "Refuse":
                throw new DBusException("org.bluez.Error.Busy", "later");
            case "Throw":
                throw new InvalidTimeZoneException("not for others");
            case "Read":
                context.Request.GetBodyReader().ReadString();
                break;
            case "Wait":
                await _released.Task;
                Reply(context);
                break;
            case "Release":
                _released.SetResult();
                Reply(context);
                break;
            case "Keep":
                Keep(context.Request);
                Reply(context);
                break;
            case "GiveBack":
                Reply(context, "h", writer => writer.WriteHandle(_kept!));
                break;
        }
    }

    private static void Reply(MethodContext context, string? signature = null, Action<MessageWriter>? write = null)
    {
        using var writer = context.CreateReplyWriter(signature);
        write?.Invoke(writer);
        context.Reply(writer.CreateMessage());
    }

    private static void Echo(Message request, MessageWriter writer)
    {
        if (request.SignatureAsString.Length > 0)
            writer.WriteValue(request.GetBodyReader().ReadValue(System.Text.Encoding.ASCII.GetBytes(request.SignatureAsString)));
    }

    private void Keep(Message request)
    {
        var reader = request.GetBodyReader();
        _kept = reader.ReadHandle<SafeFileHandle>();
    }
}
