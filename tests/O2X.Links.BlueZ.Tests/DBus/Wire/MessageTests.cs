using O2X.Links.BlueZ.DBus;

namespace O2X.Links.BlueZ.Tests.DBus.Wire;

public class MessageTests
{
    private const string CallHex =
        "6C 01 00 01 00000000 07000000 5A000000" +
        "01 01 6F 00 0F000000 2F6F72672F626C75657A2F68636930 00" +
        "02 01 73 00 11000000 6F72672E626C75657A2E44657669636531 00 000000000000" +
        "03 01 73 00 07000000 436F6E6E656374 00" +
        "06 01 73 00 09000000 6F72672E626C75657A 00 000000000000";

    private const string SignalLittle =
        "6C 04 01 01 04000000 01000000 37000000" +
        "01 01 6F 00 02000000 2F61 00 0000000000" +
        "02 01 73 00 03000000 612E62 00 00000000" +
        "03 01 73 00 01000000 43 00 000000000000" +
        "08 01 67 00 01 75 00 00" +
        "2A000000";

    private const string SignalBig =
        "42 04 01 01 00000004 00000001 00000037" +
        "01 01 6F 00 00000002 2F61 00 0000000000" +
        "02 01 73 00 00000003 612E62 00 00000000" +
        "03 01 73 00 00000001 43 00 000000000000" +
        "08 01 67 00 01 75 00 00" +
        "0000002A";

    [Fact]
    public void Writes_a_signal_as_its_bytes() => Assert.Equal(
        Convert.ToHexString(Bytes.Of(SignalLittle)),
        Convert.ToHexString(Bytes.Message(writer =>
        {
            writer.WriteSignalHeader(null, "/a", "a.b", "C", "u");
            writer.WriteUInt32(42);
        })));

    [Theory]
    [InlineData(SignalLittle, false)]
    [InlineData(SignalBig, true)]
    public void Reads_a_signal_of_either_byte_order(string hex, bool isBigEndian)
    {
        var message = Bytes.Parse(Bytes.Of(hex));
        Assert.Equal(MessageType.Signal, message.MessageType);
        Assert.Equal(isBigEndian, message.IsBigEndian);
        Assert.Equal(MessageFlags.NoReplyExpected, message.MessageFlags);
        Assert.Equal(1u, message.Serial);
        Assert.Equal(("/a", "a.b", "C", "u"), (message.PathAsString, message.InterfaceAsString, message.MemberAsString, message.SignatureAsString));
        Assert.Null(message.SenderAsString);
        Assert.Null(message.DestinationAsString);
        Assert.Null(message.ReplySerial);
        Assert.Equal(42u, message.GetBodyReader().ReadUInt32());
    }

    [Fact]
    public void Reads_what_was_written()
    {
        var call = Bytes.Parse(Bytes.Message(
            writer => writer.WriteMethodCallHeader("org.bluez", "/org/bluez/hci0", "org.bluez.Adapter1", "StartDiscovery", flags: MessageFlags.NoAutoStart), serial: 9));
        Assert.Equal(MessageType.MethodCall, call.MessageType);
        Assert.Equal((9u, MessageFlags.NoAutoStart), (call.Serial, call.MessageFlags));
        Assert.Equal("org.bluez /org/bluez/hci0 org.bluez.Adapter1 StartDiscovery ", $"{call.DestinationAsString} {call.PathAsString} {call.InterfaceAsString} {call.MemberAsString} {call.SignatureAsString}");

        var error = Bytes.Parse(Bytes.Message(writer => writer.WriteError(9, ":1.5", "org.bluez.Error.Busy", "busy")));
        Assert.Equal((MessageType.Error, 9u, "org.bluez.Error.Busy", ":1.5"), (error.MessageType, error.ReplySerial, error.ErrorNameAsString, error.DestinationAsString));
        Assert.Equal("busy", error.GetBodyReader().ReadString());

        var reply = Bytes.Parse(Bytes.Message(writer => writer.WriteMethodReturnHeader(9, ":1.5", null)));
        Assert.Equal((MessageType.MethodReturn, 9u, ""), (reply.MessageType, reply.ReplySerial, reply.SignatureAsString));
    }

    [Fact]
    public void Refuses_every_message_that_is_cut_short()
    {
        var bytes = Bytes.Of(SignalLittle);
        for (var length = 0; length < bytes.Length; length++) Assert.Throws<DBusProtocolException>(() => Bytes.Parse(bytes[..length]));
        Assert.Throws<DBusProtocolException>(() => Bytes.Parse([.. bytes, 0]));
    }

    [Theory]
    [InlineData(0, 0x6D)] // byte order
    [InlineData(1, 0)] // type
    [InlineData(3, 2)] // version
    [InlineData(4, 5)] // length of the body
    [InlineData(7, 1)] // a body of 16 MiB
    [InlineData(8, 0)] // number
    [InlineData(12, 0x36)] // length of the fields
    [InlineData(12, 0x38)]
    [InlineData(15, 0x80)] // fields of 2 GiB
    [InlineData(16, 0)] // number of a field
    [InlineData(16, 9)] // a field of another type
    [InlineData(17, 2)]
    [InlineData(18, 0x73)]
    [InlineData(24, 0x61)] // a path
    [InlineData(27, 1)] // padding
    [InlineData(32, 1)] // a field that is there twice
    [InlineData(40, 0x2E)] // an interface
    [InlineData(48, 10)] // a field that is missing: this one is unknown
    [InlineData(56, 0x2E)] // a member
    [InlineData(64, 10)] // a body without a signature
    [InlineData(69, 0x7A)] // a signature
    [InlineData(71, 1)] // padding before the body
    public void Refuses_a_header_with_a_byte_that_is_wrong(int at, byte value)
    {
        var bytes = Bytes.Of(SignalLittle);
        Assert.NotEqual(value, bytes[at]);
        bytes[at] = value;
        Assert.Throws<DBusProtocolException>(() => Bytes.Parse(bytes));
    }

    [Fact]
    public void Passes_over_fields_that_it_does_not_know()
    {
        // The destination becomes a field of a number that no specification names.
        var bytes = Bytes.Of(CallHex);
        Assert.Equal("org.bluez", Bytes.Parse(bytes).DestinationAsString);
        bytes[88] = 200;
        Assert.Null(Bytes.Parse(bytes).DestinationAsString);
    }

    [Fact]
    public void Passes_on_messages_of_a_type_that_it_does_not_know()
    {
        var bytes = Bytes.Of(SignalLittle);
        bytes[1] = 9;
        Assert.Equal((MessageType)9, Bytes.Parse(bytes).MessageType);
    }

    [Fact]
    public void Says_from_sixteen_bytes_how_long_it_is()
    {
        var bytes = Bytes.Of(SignalLittle);
        Assert.False(Message.TryMeasure(bytes.AsSpan(0, 15), out _));
        Assert.True(Message.TryMeasure(bytes.AsSpan(0, 16), out var length));
        Assert.Equal(bytes.Length, length);
        Assert.Throws<DBusProtocolException>(() => Message.TryMeasure("HTTP"u8, out _));
    }

    [Fact]
    public void Outlives_its_buffer_when_it_was_detached()
    {
        var bytes = Bytes.Of(SignalLittle);
        var detached = Bytes.Parse(bytes).Detach();
        Array.Clear(bytes);
        Assert.Equal("/a", detached.PathAsString);
        Assert.Equal(42u, detached.GetBodyReader().ReadUInt32());
    }

    [Fact]
    public void Costs_nothing_when_the_like_came_before()
    {
        var bytes = Bytes.Message(writer =>
        {
            writer.WriteSignalHeader(null, "/org/bluez/hci0/dev_00_1A_7D_DA_71_13/service0010/char0011", "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as");
            writer.WriteString("org.bluez.GattCharacteristic1");
            writer.WriteDictionary([KeyValuePair.Create("Value", (VariantValue)new byte[20])]);
            writer.WriteArray(Array.Empty<string>());
        });
        var rule = new MatchRule
        {
            Type = MessageType.Signal, Interface = "org.freedesktop.DBus.Properties", Member = "PropertiesChanged",
            PathNamespace = "/org/bluez", Arg0 = "org.bluez.GattCharacteristic1",
        };
        var message = new Message(new StringCache());
        Assert.Equal(20, Notify());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var received = 0;
        for (var i = 0; i < 1000; i++) received += Notify();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(20_000, received);

        int Notify()
        {
            message.Read(bytes);
            if (!rule.Matches(message)) return 0;
            var reader = message.GetBodyReader();
            reader.ReadString();
            var length = 0;
            for (var end = reader.ReadDictionaryStart(); reader.HasNext(end);)
            {
                if (reader.ReadString() != "Value" || !reader.ReadSignatureAsSpan().SequenceEqual("ay"u8)) return 0;
                length += reader.ReadArrayOfByteAsSpan().Length;
            }

            return length;
        }
    }
}
