using O2X.Vehicles.Decoding;

namespace O2X.Actors;

/// <summary>What became of the packets of one subscription.</summary>
/// <param name="Decoding">By what the decoder made of them.</param>
/// <param name="StaleEpochs">Answers of attempts that had been given up; each was dropped and its link closed.</param>
/// <param name="Skipped">Elements of <see cref="IO2XEngine.Information"/> that slow observers did not get.</param>
/// <param name="Crashes">How often a part of the engine crashed and was started again, since the engine was started.</param>
public readonly record struct EngineCounters(DecodeCounters Decoding, long StaleEpochs, long Skipped, long Crashes);
