using SharpFuzz;

namespace O2X.Fuzzing;

/// <summary>Makes a copy of this program whose decoders count where they run.</summary>
internal static class Instrumentation
{
    private static readonly string[] Decoders =
        ["O2X.Vehicles", "O2X.Links", "O2X.Links.Can", "O2X.Links.BlueZ", "O2X.Simulator", "O2X.Actors", "O2X.Actors.Hosting"];

    /// <summary>Copies this program into a folder and instruments the copy.</summary>
    /// <returns>How many types count from now on.</returns>
    public static int CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);

        var types = 0;
        foreach (var decoder in Decoders)
            types += Fuzzer.Instrument(Path.Combine(folder, decoder + ".dll"), _ => true, Options.Value).Count();
        return types;
    }
}
