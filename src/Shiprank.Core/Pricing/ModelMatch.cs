using System.Text.RegularExpressions;

namespace Shiprank.Core.Pricing;

/// <summary>A rule that a model's name (lower case) fits or not. A closed set: the nested records are all there are.</summary>
public abstract record ModelMatch
{
    private ModelMatch()
    {
    }

    public abstract bool Fits(string name);

    public sealed record Is(string Text) : ModelMatch
    {
        public override bool Fits(string name) => string.Equals(name, Text, StringComparison.Ordinal);
    }

    public sealed record Starts(string Text) : ModelMatch
    {
        public override bool Fits(string name) => name.StartsWith(Text, StringComparison.Ordinal);
    }

    public sealed record Ends(string Text) : ModelMatch
    {
        public override bool Fits(string name) => name.EndsWith(Text, StringComparison.Ordinal);
    }

    public sealed record Contains(string Text) : ModelMatch
    {
        public override bool Fits(string name) => name.Contains(Text, StringComparison.Ordinal);
    }

    /// <summary>The text, then a date: <c>-20260131</c> or <c>-2026-01-31</c>.</summary>
    public sealed record Dated(string Text) : ModelMatch
    {
        public override bool Fits(string name) =>
            name.StartsWith(Text, StringComparison.Ordinal) && ModelName.IsDateSuffix(name.AsSpan(Text.Length));
    }

    /// <summary>A regular expression of the source; compiled when first asked.</summary>
    public sealed record Pattern(string Text) : ModelMatch
    {
        private readonly Lazy<Regex> regex = new(() => new(Text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

        public override bool Fits(string name) => regex.Value.IsMatch(name);
    }

    public sealed record Any(IReadOnlyList<ModelMatch> Rules) : ModelMatch
    {
        public override bool Fits(string name)
        {
            foreach (var rule in Rules)
            {
                if (rule.Fits(name)) return true;
            }

            return false;
        }
    }

    public sealed record All(IReadOnlyList<ModelMatch> Rules) : ModelMatch
    {
        public override bool Fits(string name)
        {
            foreach (var rule in Rules)
            {
                if (!rule.Fits(name)) return false;
            }

            return true;
        }
    }
}
