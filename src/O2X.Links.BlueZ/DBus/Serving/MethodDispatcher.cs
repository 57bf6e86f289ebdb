using System.Text;

namespace O2X.Links.BlueZ.DBus;

/// <summary>Leads calls to the objects that answer them, and answers itself what every object has to.</summary>
internal sealed class MethodDispatcher(HandlerTable handlers)
{
    /// <summary>How many calls may be in progress; BlueZ has a handful under way, and who has more is not to fill the memory.</summary>
    public const int MostInProgress = 64;

    private const string PeerInterface = "org.freedesktop.DBus.Peer";
    private const string IntrospectableInterface = "org.freedesktop.DBus.Introspectable";

    private int _inProgress;

    /// <summary>Answers a call, whatever its handler does; the task never fails. One too many is refused.</summary>
    public async Task AnswerAsync(MethodContext context)
    {
        var isOneTooMany = Interlocked.Increment(ref _inProgress) > MostInProgress;
        try
        {
            if (isOneTooMany)
            {
                context.ReplyError(DBusErrors.LimitsExceeded, $"{MostInProgress} calls are in progress.");
                return;
            }

            if (!IsPing(context) && handlers.Find(context.Request.PathAsString!) is { } handler)
                await handler.HandleMethodAsync(context).ConfigureAwait(false);
            if (!context.ReplySent) AnswerForAll(context);
        }
        catch (DBusException e)
        {
            Refuse(context, e.ErrorName, e.ErrorMessage);
        }
        catch (DBusProtocolException)
        {
            Refuse(context, DBusErrors.InvalidArgs, "The arguments are not the method's.");
        }
        catch (Exception)
        {
            Refuse(context, DBusErrors.Failed, "The method failed.");
        }
        finally
        {
            Interlocked.Decrement(ref _inProgress);
            context.Request.Release();
        }
    }

    private static void Refuse(MethodContext context, string name, string message)
    {
        if (context.ReplySent) return;
        try
        {
            context.ReplyError(name, message);
        }
        catch (ArgumentException)
        {
            // The name that a handler gave is none.
            context.ReplyError(DBusErrors.Failed, message.Replace("\0", "", StringComparison.Ordinal));
        }
    }

    private static bool IsPing(MethodContext context) => Is(context, PeerInterface, "Ping");

    private static bool Is(MethodContext context, string @interface, string member) =>
        context.Request.MemberAsString == member && context.Request.InterfaceAsString == @interface;

    private void AnswerForAll(MethodContext context)
    {
        var path = context.Request.PathAsString!;
        if (IsPing(context)) Reply(context, null);
        else if (Is(context, IntrospectableInterface, "Introspect") && Describe(path) is { } description) Reply(context, description);
        else if (handlers.Find(path) is null) context.ReplyError(DBusErrors.UnknownObject, $"There is no object {path}.");
        else context.ReplyError(DBusErrors.UnknownMethod, $"{path} has no method {context.Request.InterfaceAsString}.{context.Request.MemberAsString}.");
    }

    private static void Reply(MethodContext context, string? text)
    {
        using var writer = context.CreateReplyWriter(text is null ? null : "s");
        if (text is not null) writer.WriteString(text);
        context.Reply(writer.CreateMessage());
    }

    private string? Describe(string path)
    {
        var children = handlers.ChildrenOf(path);
        if (children.Count == 0 && handlers.Find(path) is null) return null;
        var text = new StringBuilder("<node>");
        foreach (var child in children) text.Append("<node name=\"").Append(child).Append("\"/>");
        return text.Append("</node>").ToString();
    }
}
