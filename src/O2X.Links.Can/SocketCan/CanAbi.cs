namespace O2X.Links.Can.SocketCan;

/// <summary>The kernel's numbers (linux/can.h, linux/can/raw.h, linux/can/error.h).</summary>
internal static class CanAbi
{
    public const uint ExtendedFlag = 0x8000_0000;
    public const uint RemoteFlag = 0x4000_0000;
    public const uint ErrorFlag = 0x2000_0000;
    public const uint StandardMask = 0x7FF;
    public const uint ErrorMask = 0x1FFF_FFFF;

    public const int SolCanRaw = 101;
    public const int CanRawFilter = 1;
    public const int CanRawErrorFilter = 2;
}
