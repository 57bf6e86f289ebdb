namespace O2X.Cli;

/// <summary>The program. Not top-level statements: in a web project those are compiled into a public class.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var terminal = Terminal.OfProcess();
        return (int)await CommandLine.RunAsync(args, terminal).ConfigureAwait(false);
    }
}
