namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>Our own rules for the columns that exports have, in the forms of 1.2 and 1.4: what ships with the program, as the public model does not.</summary>
public static class OwnRules
{
    private const string Name = "Shiprank.Core.Money.Focus.Validation.focus-rules.json";

    private static readonly Lazy<RuleModel> model = new(Read);

    public static RuleModel Model => model.Value;

    private static RuleModel Read()
    {
        using var stream = typeof(OwnRules).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"the build left {Name} out");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return RuleModelReader.Read("focus-rules.json", bytes).Value;
    }
}
