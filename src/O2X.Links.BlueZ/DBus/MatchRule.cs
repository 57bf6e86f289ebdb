using System.Text;

namespace O2X.Links.BlueZ.DBus;

/// <summary>Which messages one wishes to see. What is null is not looked at.</summary>
internal sealed record MatchRule
{
    public MessageType? Type { get; init; }

    public string? Sender { get; init; }

    public string? Path { get; init; }

    /// <summary>A path, for it and for everything below it.</summary>
    public string? PathNamespace { get; init; }

    public string? Interface { get; init; }

    public string? Member { get; init; }

    /// <summary>The first value of the body, when it is a string.</summary>
    public string? Arg0 { get; init; }

    /// <summary>The rule as the bus wants it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, "type", Type switch
        {
            MessageType.MethodCall => "method_call",
            MessageType.MethodReturn => "method_return",
            MessageType.Error => "error",
            MessageType.Signal => "signal",
            _ => null,
        });
        Append(text, "sender", Sender);
        Append(text, "interface", Interface);
        Append(text, "member", Member);
        Append(text, "path", Path);
        Append(text, "path_namespace", PathNamespace);
        Append(text, "arg0", Arg0);
        return text.ToString();
    }

    /// <summary>Tells whether a message is one of these, its sender left aside.</summary>
    internal bool Matches(Message message) =>
        (Type is null || message.MessageType == Type)
        && (Member is null || message.MemberAsString == Member)
        && (Interface is null || message.InterfaceAsString == Interface)
        && (Path is null || message.PathAsString == Path)
        && (PathNamespace is null || IsWithin(message.PathAsString, PathNamespace))
        && (Arg0 is null || FirstString(message) == Arg0);

    private static bool IsWithin(string? path, string root) => path is not null
        && (root == "/" || (path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/')));

    private static string? FirstString(Message message) =>
        message.SignatureAsString.StartsWith('s') ? message.GetBodyReader().ReadString() : null;

    // Within quotes everything stands for itself but the quote, which has to be put outside of them.
    private static void Append(StringBuilder text, string key, string? value)
    {
        if (value is null) return;
        if (text.Length > 0) text.Append(',');
        text.Append(key).Append("='").Append(value.Replace("'", @"'\''", StringComparison.Ordinal)).Append('\'');
    }
}
