namespace O2X.Links.BlueZ.DBus;

/// <summary>Answers calls in one line.</summary>
internal static class MethodContextExtensions
{
    /// <summary>Answers with a body of values.</summary>
    /// <param name="context">The call.</param>
    /// <param name="signature">The types of the body; null: there is none.</param>
    /// <param name="body">Writes it.</param>
    public static void Reply(this MethodContext context, string? signature = null, Action<MessageWriter>? body = null)
    {
        using var writer = context.CreateReplyWriter(signature);
        body?.Invoke(writer);
        context.Reply(writer.CreateMessage());
    }
}
