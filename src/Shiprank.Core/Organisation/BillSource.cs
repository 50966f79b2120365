namespace Shiprank.Core.Organisation;

/// <summary>An entry of <c>bills:</c> in the organisation file: where a vendor's report is read from.</summary>
/// <param name="Kind">Id of the report, or <c>invoice</c>.</param>
/// <param name="Path">Absolute path of files, <c>*</c> and <c>**</c> for any; null: its API is asked.</param>
/// <param name="Api">Base address of the vendor's API, without a slash at its end; null: files.</param>
/// <param name="Since">First day to ask the API for; null: 90 days back.</param>
public sealed record BillSource(string Kind, string? Path, Uri? Api, SecretPlaces Token, DateOnly? Since)
{
    /// <summary>As it is called in the log and by its cursor.</summary>
    public string Name => Path ?? $"{Kind} of {Api!.Authority}";
}
