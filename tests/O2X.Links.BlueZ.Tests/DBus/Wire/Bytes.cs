using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

/// <summary>Values to bytes and back, outside of a message.</summary>
internal static class Bytes
{
    public static byte[] Of(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Write(Action<MessageWriter> write)
    {
        using var writer = new MessageWriter(serial: 1);
        write(writer);
        return writer.Written.ToArray();
    }

    public static VariantValue Read(byte[] bytes, string signature, bool isBigEndian = false)
    {
        var reader = new Reader(bytes, isBigEndian);
        var value = reader.ReadValue(System.Text.Encoding.ASCII.GetBytes(signature));
        Assert.True(reader.IsAtEnd);
        return value;
    }

    public static byte[] Message(Action<MessageWriter> write, uint serial = 1)
    {
        using var writer = new MessageWriter(serial);
        write(writer);
        using var message = writer.CreateMessage();
        return message.Memory.ToArray();
    }

    public static Message Parse(byte[] bytes)
    {
        var message = new Message(new StringCache());
        message.Read(bytes);
        return message;
    }
}
