using O2X.Actors.Hosting;
using O2X.Actors.Hosting.Sources;
using O2X.Vehicles;

namespace O2X.Cli.Capture;

/// <summary>What <c>o2x capture</c> was asked for.</summary>
/// <param name="Source">What is recorded.</param>
/// <param name="File">Where to; <c>-</c> is standard output.</param>
internal sealed record CaptureRequest(VehicleSource Source, string File)
{
    public const string StandardOutput = "-";

    public Vin? Vin { get; init; }

    public bool FirstTime { get; init; }

    /// <summary>How long; null: until it is ended.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Whether what identifies the vehicle is replaced.</summary>
    public bool Anonymise { get; init; }

    /// <summary>Whether a file that exists is replaced.</summary>
    public bool Force { get; init; }

    public OwnerSecret? Secret { get; init; }

    public string? StateDirectory { get; init; }

    /// <summary>What the request asks for that this source does not do; null: nothing.</summary>
    public string? Problem => Source switch
    {
        SocketCanSource or LogSource when Vin is not null || FirstTime =>
            $"{Source} is recorded as it is, whichever vehicle it is of: leave --vin and --first-time out",
        LogSource when For is not null => $"{Source} is copied as a whole: leave --for out",
        LogSource log when IsSameFile(log.Path, File) => $"{File} is the log itself: name another file",
        _ => null,
    };

    private static bool IsSameFile(string log, string file) => file != StandardOutput && Resolved(log) == Resolved(file);

    private static string Resolved(string path)
    {
        try
        {
            return System.IO.File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It is not there, or not to be opened either: that is told when it is.
            return path;
        }
    }
}
