using System.Buffers.Binary;
using System.Security.Cryptography;
using O2X.Vehicles.Ami;
using O2X.Vehicles.Can;
using O2X.Vehicles.OpenLink;

namespace O2X.Vehicles.Anonymising;

/// <summary>
/// Takes out of what a vehicle says which one it is, for as long as one recording lasts: its VIN is replaced, consistently, by another
/// valid one of the same maker. The same VIN becomes the same, two VINs stay two. Odometer, times and all other values stay.
/// </summary>
/// <remarks>
/// Replacements are drawn, not computed: nothing leads from them back to the VIN once this object is gone. Not safe for use by several
/// threads at a time.
/// </remarks>
public sealed class Anonymiser
{
    private const uint FirstId = 0x712, MiddleId = 0x710, LastId = 0x711;

    /// <summary>As many letters and digits in a row are taken for a piece of text.</summary>
    private const int ShortestText = 5;

    private readonly TextReplacements _middles;
    private readonly TextReplacements _lasts;

    /// <summary>Makes an anonymiser for one recording.</summary>
    /// <param name="fillRandom">Draws the replacements; null: the system's cryptographic source.</param>
    public Anonymiser(Action<Span<byte>>? fillRandom = null)
    {
        fillRandom ??= RandomNumberGenerator.Fill;
        _middles = new TextReplacements(fillRandom);
        _lasts = new TextReplacements(fillRandom);
    }

    /// <summary>The VIN that stands for another; its first three characters, the maker's, are kept.</summary>
    /// <exception cref="InvalidOperationException">Thousands of VINs were replaced already.</exception>
    public Vin Replace(Vin vin)
    {
        ArgumentNullException.ThrowIfNull(vin);
        var middle = _middles.Of(vin.Full.Substring(VinAssembler.FirstLength, VinAssembler.MiddleLength));
        var last = _lasts.Of(vin.Full[^VinAssembler.LastLength..]);
        if (middle is null || last is null) throw new InvalidOperationException("Too many VINs for one recording.");
        return Vin.Parse(vin.Full[..VinAssembler.FirstLength] + middle + last);
    }

    /// <summary>The frame that stands for another: with the VIN's parts replaced, and texts in frames of unknown ids blanked.</summary>
    /// <remarks>
    /// An answer to a diagnostic tester can hold the VIN under any id; five letters or digits in a row are taken for a piece of such
    /// text. A damaged part of a VIN is blanked too, and stays one that cannot be decoded.
    /// </remarks>
    public CanFrame Replace(CanFrame frame)
    {
        if (frame.IsRemote || frame.IsError) return frame;
        Span<byte> bytes = stackalloc byte[CanFrame.MaxDataLength];
        var data = bytes[..frame.Length];
        frame.CopyDataTo(data);
        switch (frame.Id)
        {
            case FirstId or MiddleId or LastId when frame.IsExtended:
            case FirstId when !IsVinText(data, VinAssembler.FirstLength):
                data.Clear();
                break;
            case FirstId:
                break;
            case MiddleId:
                ReplacePart(data, VinAssembler.MiddleLength, _middles);
                break;
            case LastId:
                ReplacePart(data, VinAssembler.LastLength, _lasts);
                break;
            case var id when frame.IsExtended || !AmiCatalogue.IsKnown(id):
                BlankText(data);
                break;
        }

        return CanFrame.FromRaw(frame.RawId, frame.Length, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>
    /// The packet of the open link that stands for another. The profile's own packets name no vehicle and stay as they are, without what
    /// follows their 20 bytes; of those that the decoder does not know, or cannot read, only the kind and the length remain.
    /// </summary>
    /// <param name="packet">The packet.</param>
    /// <param name="destination">At least as long as the packet.</param>
    /// <returns>The length of what stands for it.</returns>
    public static int ReplaceOpenLink(ReadOnlySpan<byte> packet, Span<byte> destination)
    {
        if (!OpenLinkPacket.IsSound(packet))
        {
            destination[..packet.Length].Clear();
            return packet.Length;
        }

        var replaced = destination[..OpenLinkPacket.Length];
        packet[..OpenLinkPacket.Length].CopyTo(replaced);
        var type = OpenLinkPacket.TypeOf(packet);
        if (type is OpenLinkPacket.InformationType or OpenLinkPacket.MeasurementsType) return replaced.Length;
        replaced[2..].Clear();
        OpenLinkPacket.Seal(replaced, type, packet[1]);
        return replaced.Length;
    }

    private static void ReplacePart(Span<byte> data, int characters, TextReplacements replacements)
    {
        var replacement = IsVinText(data, characters) ? replacements.Of(TextOf(data[..characters])) : null;
        data.Clear();
        for (var i = 0; i < replacement?.Length; i++) data[i] = (byte)replacement[i];
    }

    private static string TextOf(ReadOnlySpan<byte> data) => string.Create(data.Length, data, static (text, bytes) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = (char)bytes[i];
    });

    // What the decoder takes for a part: exactly so many characters, and zeros after them.
    private static bool IsVinText(ReadOnlySpan<byte> data, int characters)
    {
        if (data.Length < characters || data[characters..].ContainsAnyExcept((byte)0)) return false;
        foreach (var character in data[..characters])
        {
            if (!Vin.IsVinCharacter((char)character)) return false;
        }

        return true;
    }

    private static void BlankText(Span<byte> data)
    {
        for (var i = 0; i < data.Length;)
        {
            var end = i;
            while (end < data.Length && char.IsAsciiLetterOrDigit((char)data[end])) end++;
            if (end - i >= ShortestText) data[i..end].Clear();
            i = end + 1;
        }
    }
}
