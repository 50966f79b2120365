using System.Text;

namespace Shiprank.Store;

/// <summary>Where a question about usage looks: at the rollup, or at every row (the same answer, slower).</summary>
public enum UsageGrain
{
    Day = 0,
    Row = 1,
}

/// <summary>
/// One question: an SQL text in the dialect that every engine reads, with positional parameters. Days are UTC; <c>$1</c> is the first day,
/// <c>$2</c> the first day after, where a question has a window.
/// </summary>
public sealed class Question
{
    public static readonly Question SpendByTool = new("spend-by-tool");
    public static readonly Question SpendByModel = new("spend-by-model");
    public static readonly Question SpendByDay = new("spend-by-day");
    public static readonly Question SpendByPerson = new("spend-by-person");
    public static readonly Question SpendByFate = new("spend-by-fate");
    public static readonly Question SpendByCostCentre = new("spend-by-cost-centre");
    public static readonly Question TopSessions = new("top-sessions");

    /// <summary>Totals by every cut; each must be the same. <c>part</c> names the cut.</summary>
    public static readonly Question SumOfParts = new("sum-of-parts");

    /// <summary>Sessions that served a change: <c>$1</c> the repository, <c>$2</c> the sha.</summary>
    public static readonly Question ChangeSessions = new("change-sessions");

    private const string Prefix = "Shiprank.Store.Questions.";

    private Question(string name)
    {
        Name = name;
        using var stream = typeof(Question).Assembly.GetManifestResourceStream($"{Prefix}{name}.sql")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Sql = reader.ReadToEnd();
    }

    public static IReadOnlyList<Question> All { get; } = [SpendByTool, SpendByModel, SpendByDay, SpendByPerson, SpendByFate, SpendByCostCentre, TopSessions, SumOfParts, ChangeSessions];

    public string Name { get; }

    /// <summary>As in the file: <c>{usage}</c> stands for the table of the grain.</summary>
    public string Sql { get; }

    internal string For(UsageGrain grain) => Sql.Replace("{usage}", grain == UsageGrain.Day ? "usage_day" : "usage_parts", StringComparison.Ordinal);
}
