namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>What a rule requires of a file, or the condition under which it does: a tree of the model's check functions. A closed set.</summary>
public abstract record Check
{
    private Check()
    {
    }

    /// <summary>Columns whose cells it looks at; those of other rules are not among them.</summary>
    public abstract IEnumerable<string> Columns { get; }

    /// <summary><c>AND</c>.</summary>
    public sealed record All(IReadOnlyList<Check> Items) : Check
    {
        public override IEnumerable<string> Columns => Items.SelectMany(i => i.Columns);
    }

    /// <summary><c>OR</c>.</summary>
    public sealed record Any(IReadOnlyList<Check> Items) : Check
    {
        public override IEnumerable<string> Columns => Items.SelectMany(i => i.Columns);
    }

    /// <summary><c>CheckModelRule</c>: what another rule requires.</summary>
    public sealed record Rule(string Id) : Check
    {
        public override IEnumerable<string> Columns => [];
    }

    /// <summary><c>ColumnPresent</c>.</summary>
    public sealed record Present(string Column) : Check
    {
        public override IEnumerable<string> Columns => [];
    }

    /// <summary><c>CheckValue</c>, <c>CheckNotValue</c>.</summary>
    /// <param name="Expected">Null: no value. Numbers are compared as numbers.</param>
    public sealed record Value(string Column, string? Expected, bool IsNumber, bool Not) : Check
    {
        public override IEnumerable<string> Columns => [Column];
    }

    /// <summary><c>CheckSameValue</c>, <c>CheckNotSameValue</c>.</summary>
    public sealed record Same(string ColumnA, string ColumnB, bool Not) : Check
    {
        public override IEnumerable<string> Columns => [ColumnA, ColumnB];
    }

    /// <summary><c>CheckGreaterOrEqualThanValue</c>.</summary>
    public sealed record AtLeast(string Column, decimal Least) : Check
    {
        public override IEnumerable<string> Columns => [Column];
    }

    /// <summary><c>ColumnByColumnEqualsColumnValue</c>.</summary>
    public sealed record Product(string ColumnA, string ColumnB, string Result) : Check
    {
        public override IEnumerable<string> Columns => [ColumnA, ColumnB, Result];
    }

    /// <summary><c>CheckDistinctCount</c>: each value of A has this many different values of B.</summary>
    public sealed record Distinct(string ColumnA, string ColumnB, int Expected) : Check
    {
        public override IEnumerable<string> Columns => [ColumnA, ColumnB];
    }

    /// <summary><c>Type…</c>, <c>Format…</c>, <c>CheckDecimalValue</c>, <c>CheckNationalCurrency</c>: how a value is written, where there is one.</summary>
    public sealed record Written(string Column, CellForm Form) : Check
    {
        public override IEnumerable<string> Columns => [Column];
    }
}
