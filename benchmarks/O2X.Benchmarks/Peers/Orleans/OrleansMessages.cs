using O2X.Vehicles;
using Orleans;

namespace O2X.Benchmarks.Peers.Orleans;

/// <summary>A packet in a call. Immutable, so that a call within the process does not copy it.</summary>
[GenerateSerializer, Immutable]
internal sealed record PacketCall([property: Id(0)] byte[] Bytes, [property: Id(1)] long Timestamp);

/// <summary>A vehicle state in a call; as above.</summary>
[GenerateSerializer, Immutable]
internal sealed record VehicleUpdate([property: Id(0)] VehicleSnapshot State);
