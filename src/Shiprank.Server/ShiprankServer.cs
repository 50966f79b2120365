namespace Shiprank.Server;

/// <summary>The web host.</summary>
public static class ShiprankServer
{
}
