using System.Globalization;

namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>What a check says of a row. <see cref="Unknown"/>: it cannot be checked, so nothing fails by it.</summary>
internal enum Verdict
{
    Holds,
    Fails,
    Unknown,
}

/// <summary>Makes a function over the cells of a row from a check. An empty cell, and one that is not there, is null.</summary>
internal sealed class CheckProgram(IReadOnlyList<string> head, RulePlan plan, bool virtualCurrencies)
{
    private readonly Dictionary<string, int> columns = head.Select((name, i) => (name, i)).GroupBy(c => c.name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public bool Has(string column) => columns.ContainsKey(column);

    public string Cell(IReadOnlyList<string> cells, string column) => columns.TryGetValue(column, out var at) && at < cells.Count ? cells[at] : "";

    public Func<IReadOnlyList<string>, Verdict> Make(Check check)
    {
        switch (check)
        {
            case Check.All all:
                var every = all.Items.Select(Make).ToArray();
                return cells => Of(every, cells, Verdict.Fails, Verdict.Holds);
            case Check.Any any:
                var some = any.Items.Select(Make).ToArray();
                return cells => Of(some, cells, Verdict.Holds, Verdict.Fails);
            case Check.Rule rule:
                return Referred(rule.Id);
            case Check.Present present:
                var there = Is(Has(present.Column));
                return _ => there;
            case Check.Value value:
                return Value(value);
            case Check.Same same when !Has(same.ColumnA) || !Has(same.ColumnB):
                return _ => Verdict.Unknown;
            case Check.Same same:
                return cells => Is(string.Equals(Cell(cells, same.ColumnA), Cell(cells, same.ColumnB), StringComparison.Ordinal) != same.Not);
            case Check.AtLeast least:
                return Least(least);
            case Check.Product product:
                return cells => Number(Cell(cells, product.ColumnA)) is { } a && Number(Cell(cells, product.ColumnB)) is { } b && Number(Cell(cells, product.Result)) is { } result ? Is(IsProduct(a, b, result)) : Verdict.Holds;
            case Check.Written written:
                return Written(written);
            default:
                return _ => Verdict.Unknown;
        }
    }

    private Func<IReadOnlyList<string>, Verdict> Value(Check.Value check)
    {
        var expected = check.Expected;
        if (expected is null) return cells => Is((Cell(cells, check.Column).Length == 0) != check.Not);
        if (!check.IsNumber) return cells => Is(string.Equals(Cell(cells, check.Column), expected, StringComparison.Ordinal) != check.Not);
        var number = decimal.Parse(expected, NumberStyles.Float, CultureInfo.InvariantCulture);
        return cells => Is((Number(Cell(cells, check.Column)) == number) != check.Not);
    }

    private Func<IReadOnlyList<string>, Verdict> Least(Check.AtLeast check) => cells => Number(Cell(cells, check.Column)) is { } value ? Is(value >= check.Least) : Verdict.Holds;

    private Func<IReadOnlyList<string>, Verdict> Written(Check.Written check)
    {
        // A column repeats its values for many rows; the last one's verdict stands for them.
        var (last, verdict) = ("", Verdict.Holds);
        return cells =>
        {
            var text = Cell(cells, check.Column);
            if (string.Equals(text, last, StringComparison.Ordinal)) return verdict;
            (last, verdict) = (text, Is(text.Length == 0 || CellForms.Fits(check.Form, text, virtualCurrencies)));
            return verdict;
        };
    }

    /// <summary>Another rule, of the rows that it is about.</summary>
    private Func<IReadOnlyList<string>, Verdict> Referred(string id)
    {
        if (plan.Alternative(id) is not { } rule || !open.Add(id)) return _ => Verdict.Unknown;
        var (requirement, condition) = (Make(rule.Requirement!), rule.Condition is null ? null : Make(rule.Condition));
        open.Remove(id);
        return cells => condition is null || condition(cells) == Verdict.Holds ? requirement(cells) : Verdict.Holds;
    }

    private static Verdict Of(Func<IReadOnlyList<string>, Verdict>[] items, IReadOnlyList<string> cells, Verdict decisive, Verdict otherwise)
    {
        var unknown = false;
        foreach (var item in items)
        {
            var verdict = item(cells);
            if (verdict == decisive) return decisive;
            unknown |= verdict == Verdict.Unknown;
        }

        return unknown ? Verdict.Unknown : otherwise;
    }

    private static Verdict Is(bool holds) => holds ? Verdict.Holds : Verdict.Fails;

    private static decimal? Number(string text) => text.Length > 0 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static bool IsProduct(decimal a, decimal b, decimal result)
    {
        try
        {
            return a * b == result;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
