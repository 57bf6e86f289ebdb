namespace O2X.Benchmarks.Peers;

/// <summary>A packet on its way, for peers that carry values without boxing them.</summary>
internal readonly record struct Packet(byte[] Bytes, long Timestamp);

/// <summary>The same for peers that carry objects.</summary>
internal sealed record PacketMessage(byte[] Bytes, long Timestamp);
