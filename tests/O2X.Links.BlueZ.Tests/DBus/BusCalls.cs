using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus;

/// <summary>What a service asks of the bus.</summary>
internal static class BusCalls
{
    private const uint DoNotQueue = 4, PrimaryOwner = 1;

    /// <summary>Takes a well-known name, which nobody may have.</summary>
    public static async Task RequestNameAsync(this DBusConnection connection, string name)
    {
        using var writer = connection.GetMessageWriter();
        writer.WriteMethodCallHeader("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", "su");
        writer.WriteString(name);
        writer.WriteUInt32(DoNotQueue);
        var answer = await connection.CallMethodAsync(writer.CreateMessage(), (message, _) => message.GetBodyReader().ReadUInt32());
        Assert.Equal(PrimaryOwner, answer);
    }
}
