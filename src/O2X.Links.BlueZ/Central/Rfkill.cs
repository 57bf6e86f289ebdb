namespace O2X.Links.BlueZ.Central;

/// <summary>Asks the kernel whether a Bluetooth radio is blocked (rfkill). BlueZ up to 5.66 says only that it is off.</summary>
/// <param name="folder">Where the kernel shows its radios.</param>
internal sealed class Rfkill(string folder = "/sys/class/rfkill")
{
    /// <summary>Whether an adapter's radio is blocked, and how.</summary>
    public RadioBlock BlockOf(string adapter)
    {
        try
        {
            foreach (var radio in Directory.EnumerateDirectories(folder))
            {
                if (Read(radio, "name") != adapter) continue;
                return Read(radio, "hard") == "1" ? RadioBlock.Hard : Read(radio, "soft") == "1" ? RadioBlock.Soft : RadioBlock.None;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A kernel without rfkill blocks nothing; a radio that goes while it is looked at is not there.
        }

        return RadioBlock.None;
    }

    private static string Read(string radio, string file) => File.ReadAllText(Path.Combine(radio, file)).Trim();
}

/// <summary>How a radio can be blocked.</summary>
internal enum RadioBlock
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By software.</summary>
    Soft,

    /// <summary>By a switch or the firmware.</summary>
    Hard,
}
