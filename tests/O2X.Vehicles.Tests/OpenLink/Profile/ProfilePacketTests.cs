using O2X.Vehicles.OpenLink;
using static O2X.Vehicles.Tests.OpenLink.Profile.ProfileDocument;

namespace O2X.Vehicles.Tests.OpenLink.Profile;

/// <summary>Holds the packets to the document's byte tables, and the tables to the packets.</summary>
public class ProfilePacketTests
{
    private const int First = 2, Last = 17;

    private static readonly IReadOnlyList<Row> InformationRows = Rows("Information, type 1");
    private static readonly IReadOnlyList<Row> MeasurementsRows = Rows("Measurements, type 2");

    public static TheoryData<string> InformationFields => new(PacketFields.Information.Select(one => one.Name));

    public static TheoryData<string> MeasurementsFields => new(PacketFields.Measurements.Select(one => one.Name));

    [Fact]
    public void Gives_each_bit_of_an_information_packet_to_one_field() => CoversAll(InformationRows, PacketFields.Information.Select(field => field.Name));

    [Fact]
    public void Gives_each_bit_of_a_measurements_packet_to_one_field() => CoversAll(MeasurementsRows, PacketFields.Measurements.Select(field => field.Name));

    [Theory, MemberData(nameof(InformationFields))]
    public void Writes_information_where_the_table_says(string name) =>
        IsWhereItIs(PacketFields.Information, InformationRows, name, new OpenLinkInformation(), value => Packets.Of(value));

    [Theory, MemberData(nameof(MeasurementsFields))]
    public void Writes_measurements_where_the_table_says(string name) =>
        IsWhereItIs(PacketFields.Measurements, MeasurementsRows, name, default, value => Packets.Of(value));

    [Fact]
    public void Marks_what_is_not_available_as_the_tables_say()
    {
        var information = Packets.Of(new OpenLinkInformation());
        var measurements = Packets.Of(default(OpenLinkMeasurements));
        Assert.All(InformationRows.Where(row => row.NotAvailable is not null), row => Assert.Equal(row.NotAvailable, row.In(information)));
        Assert.All(MeasurementsRows.Where(row => row.NotAvailable is not null), row => Assert.Equal(row.NotAvailable, row.In(measurements)));
        Assert.Equal(16, InformationRows.Count(row => row.NotAvailable is not null));
        Assert.Equal(6, MeasurementsRows.Count(row => row.NotAvailable is not null));
    }

    [Fact]
    public void Numbers_the_choices_as_the_table_says()
    {
        var seen = 0;
        foreach (var row in InformationRows.Where(row => row.Choices.Count > 0))
        {
            var field = PacketFields.Information.Single(field => field.Name == row.Name);
            foreach (var (number, name) in row.Choices)
            {
                Assert.Equal(number, row.In(Packets.Of(field.Set(new OpenLinkInformation(), name))));
                seen++;
            }
        }

        Assert.Equal(4 + 4 + 3 + 3 + 3 + 3, seen);
    }

    [Fact]
    public void Reserves_what_the_tables_say()
    {
        Assert.Equal(0, InformationRows[^1].In(Packets.Of(new OpenLinkInformation { SourceAsleep = true, Simulated = true })));
        Assert.Equal(0xFFFFFF, MeasurementsRows[^1].In(Packets.Of(default(OpenLinkMeasurements))));
        Assert.Equal(("0", "0xFFFFFF"), (InformationRows[^1].Name, MeasurementsRows[^1].Name));
    }

    private static void CoversAll(IReadOnlyList<Row> rows, IEnumerable<string> fields)
    {
        var bits = rows.SelectMany(row => Enumerable.Range((row.Offset * 8) + row.First, row.Last - row.First + 1));
        Assert.Equal(Enumerable.Range(First * 8, (Last - First + 1) * 8), bits);
        Assert.Equal(fields, rows.Select(row => row.Name).Where(name => name is not ("0" or "0xFFFFFF")));
    }

    private static void IsWhereItIs<T>(PacketField<T>[] fields, IReadOnlyList<Row> rows, string name, T nothing, Func<T, byte[]> encode)
    {
        var field = fields.Single(field => field.Name == name);
        var row = rows.Single(row => row.Name == name);
        // The alerts that are on are told only with those of which the dongle can tell.
        var before = encode(name.StartsWith("alerts that", StringComparison.Ordinal) ? field.Set(nothing, "none") : nothing);
        var turned = new byte[Last + 1];
        foreach (var sample in field.Samples)
        {
            var packet = encode(field.Set(nothing, sample));
            for (var i = 0; i <= Last; i++) turned[i] |= (byte)(packet[i] ^ before[i]);
        }

        var touched = Enumerable.Range(0, (Last + 1) * 8).Where(bit => (turned[bit / 8] & (1 << (bit % 8))) != 0).ToList();
        Assert.Equal((row.Offset * 8) + row.First, touched[0]);
        Assert.All(touched, bit => Assert.InRange(bit, (row.Offset * 8) + row.First, (row.Offset * 8) + row.Last));
        // Of the last byte at least one bit: the system states need three of their four.
        Assert.Equal(((row.Offset * 8) + row.Last) / 8, touched[^1] / 8);
    }

    private static List<Row> Rows(string heading) =>
        [.. Of(heading).Table("Offset").Select(cells =>
        {
            var (first, last) = Range(cells[1]);
            return new Row(Number(cells[0]), first, last, cells[2], cells[3].Length == 0 ? null : Number(cells[3]));
        })];

    private sealed record Row(int Offset, int First, int Last, string Text, long? NotAvailable)
    {
        public string Name => Text.Split(',', ':', ';')[0];

        public IReadOnlyList<(int Number, string Name)> Choices =>
            [.. Text.Split(": ").Skip(1).SelectMany(list => list.Split(", ")).Select(choice => choice.Split(' ')).Where(words => words.Length == 2 && Text.Contains(": 0 unknown"))
                .Select(words => (Number(words[0]), words[1]))];

        public long In(byte[] packet)
        {
            var value = 0L;
            for (var i = Last / 8; i >= 0; i--) value = (value << 8) | packet[Offset + i];
            return (value >> First) & ((1L << (Last - First + 1)) - 1);
        }
    }
}
