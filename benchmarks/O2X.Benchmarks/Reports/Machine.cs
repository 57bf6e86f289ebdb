using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace O2X.Benchmarks.Reports;

/// <summary>What was measured on, and with what.</summary>
internal static class Machine
{
    /// <summary>Processor, system, runtime, versions and commit.</summary>
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} cores; {System()}; .NET {Environment.Version}; Akka.NET {VersionOf(typeof(Akka.Actor.ActorSystem))}, System.Reactive {VersionOf(typeof(global::System.Reactive.Unit))}, R3 {VersionOf(typeof(R3.Unit))}, Proto.Actor {VersionOf(typeof(Proto.ActorSystem))}, Orleans {VersionOf(typeof(Orleans.IGrain))}; commit {Commit()}";

    private static string Processor() =>
        Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string System() =>
        Lines("/etc/os-release").FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?.Split('=')[1].Trim('"')
        ?? RuntimeInformation.OSDescription;

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', ' ')[0].TrimEnd('.') ?? "?";

    private static string Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "describe --always --dirty") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var commit = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? commit : "unknown";
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
