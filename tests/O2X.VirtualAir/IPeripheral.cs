namespace O2X.VirtualAir;

/// <summary>Something that advertises and can be connected to.</summary>
internal interface IPeripheral
{
    /// <summary>Somebody connects, at one of its adverts.</summary>
    Answer Connect(AirLink link);
}

/// <summary>What a peripheral makes of a connection request.</summary>
internal enum Answer
{
    /// <summary>The link stands; the peripheral has taken its end.</summary>
    Accepted,

    /// <summary>The request was heard, but no link comes about.</summary>
    Failed,

    /// <summary>The request was not heard: whoever sent it goes on trying.</summary>
    Unheard,
}
