using System.Reflection;
using System.Text.RegularExpressions;

namespace O2X.Actors.Tests.Pims;

/// <summary>The table of rows and tests in README.md beside the project is true.</summary>
public sealed partial class CoverageTests
{
    private static readonly string[] _table = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "README.md"));

    [Fact]
    public void Names_a_test_for_every_decision() =>
        Assert.Empty(Enumerable.Range(1, 35).Select(number => $"D{number}").Except(_table.Select(line => RowName().Match(line).Groups["row"].Value)));

    [Fact]
    public void Names_every_test_that_names_a_row_and_no_other()
    {
        var there = typeof(CoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => Row().IsMatch(method.Name))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
        var named = _table.SelectMany(line => NamedTest().Matches(line)).Select(match => match.Groups["test"].Value);
        Assert.Equal(there.Distinct().Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^[DLA]\d+_")]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (?<row>[DLA]\d+) \|")]
    private static partial Regex RowName();

    [GeneratedRegex(@"`(?<test>\w+\.[DLA]\d+_\w+)`")]
    private static partial Regex NamedTest();
}
