using System.Collections.Frozen;

namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>Codes of ISO 4217 for money that countries issue, or did within the last years: a file may be older than the change.</summary>
internal static class NationalCurrencies
{
    public static readonly FrozenSet<string> Codes = string.Join(
        ' ',
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF",
        "CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF",
        "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT",
        "MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD",
        "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS",
        "VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG",
        "ANG BGN CUC HRK SLL ZWL").Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
