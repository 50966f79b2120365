namespace Shiprank.Core.Money.Bills;

/// <summary>The words for causes, in documents and as names of charges.</summary>
public static class GapCauses
{
    public static string Word(GapCause cause) => cause switch
    {
        GapCause.UnmeteredPerson => "unmetered_person",
        GapCause.MissingSource => "missing_source",
        GapCause.PriceList => "price_list",
        GapCause.TimeZone => "time_zone",
        GapCause.Duplicate => "duplicate",
        GapCause.Late => "late",
        GapCause.NotUsage => "not_usage",
        GapCause.NotBilled => "not_billed",
        GapCause.Rounding => "rounding",
        _ => "unexplained",
    };

    /// <summary>Null when there is no such cause.</summary>
    public static GapCause? Of(string word) => Enum.GetValues<GapCause>().Where(c => Word(c) == word).Select(c => (GapCause?)c).FirstOrDefault();
}
