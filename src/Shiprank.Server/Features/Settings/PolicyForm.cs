using System.Globalization;
using Shiprank.Core.Score;
using Shiprank.Sources.Organisation;

namespace Shiprank.Server.Features.Settings;

/// <summary>Parameters of the score as a form has them: several values of one are parted by blanks.</summary>
internal static class PolicyForm
{
    public static string Text(IEnumerable<decimal> values) => string.Join(' ', values.Select(v => v.ToString("0.############", CultureInfo.InvariantCulture)));

    public static string Sentence(PolicyParameter parameter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{char.ToUpperInvariant(parameter.Meaning[0])}{parameter.Meaning[1..]}; {(parameter.Count > 1 ? $"{parameter.Count} numbers" : parameter.Whole ? "a whole number" : "a number")} from {parameter.Least} to {parameter.Most}. {Shipped(parameter)}");

    /// <summary>What the built-in policies say; once where they say the same.</summary>
    private static string Shipped(PolicyParameter parameter)
    {
        var (one, two) = (Text(parameter.Of(Policy.One)), Text(parameter.Of(Policy.Two)));
        return one == two ? $"Policy 1: {one}." : $"Policy 1: {one}; policy 2: {two}.";
    }

    /// <summary>The form as if somebody had typed a policy's parameters into it, under a name of their own.</summary>
    public static SentForm Filled(SentForm form, Policy policy) =>
        PolicyParameter.All.Aggregate(form.With("name", "our-policy"), (filled, p) => filled.With(p.Name, Text(p.Of(policy))));

    /// <summary>The policy that a form asks for; what makes no sense stands at its field.</summary>
    public static Policy Read(SentForm form)
    {
        var name = form.Required("name", "It needs a name.");
        if (PolicyReader.BuiltIn(name) is not null) form.Wrong("name", "The name belongs to the built-in policy.");
        var policy = Policy.One with { Name = name };
        foreach (var parameter in PolicyParameter.All)
        {
            var values = form[parameter.Name].Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
                .Select(t => decimal.TryParse(t, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var v) && v >= parameter.Least && v <= parameter.Most && (!parameter.Whole || decimal.IsInteger(v)) ? v : (decimal?)null)
                .ToList();
            if (values.Count == parameter.Count && !values.Contains(null)) policy = parameter.With(policy, [.. values.Select(v => v!.Value)]);
            else form.Wrong(parameter.Name, string.Create(CultureInfo.InvariantCulture, $"Not {(parameter.Count > 1 ? $"{parameter.Count} numbers" : parameter.Whole ? "a whole number" : "a number")} from {parameter.Least} to {parameter.Most}."));
        }

        return policy;
    }
}
