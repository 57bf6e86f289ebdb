using System.Text.Json.Serialization;

namespace O2X.Vehicles;

/// <summary>
/// The state of the traction battery's controller: the SDK's 41 values in its documented order and spelling
/// (<c>maintenaceautoid</c> included); no meaning is documented for any of them.
/// </summary>
public enum BatteryState : byte
{
    /// <summary><c>ready</c></summary>
    [JsonStringEnumMemberName("ready")] Ready,

    /// <summary><c>maintenaceautoid</c></summary>
    [JsonStringEnumMemberName("maintenaceautoid")] MaintenanceAutoId,

    /// <summary><c>bootloader</c></summary>
    [JsonStringEnumMemberName("bootloader")] Bootloader,

    /// <summary><c>maintenancelogflash</c></summary>
    [JsonStringEnumMemberName("maintenancelogflash")] MaintenanceLogFlash,

    /// <summary><c>maintenanceexit</c></summary>
    [JsonStringEnumMemberName("maintenanceexit")] MaintenanceExit,

    /// <summary><c>maintenanceinit</c></summary>
    [JsonStringEnumMemberName("maintenanceinit")] MaintenanceInit,

    /// <summary><c>shutdownwait</c></summary>
    [JsonStringEnumMemberName("shutdownwait")] ShutdownWait,

    /// <summary><c>bootwait</c></summary>
    [JsonStringEnumMemberName("bootwait")] BootWait,

    /// <summary><c>bootexit</c></summary>
    [JsonStringEnumMemberName("bootexit")] BootExit,

    /// <summary><c>bootinit</c></summary>
    [JsonStringEnumMemberName("bootinit")] BootInit,

    /// <summary><c>errorwait</c></summary>
    [JsonStringEnumMemberName("errorwait")] ErrorWait,

    /// <summary><c>errorexit</c></summary>
    [JsonStringEnumMemberName("errorexit")] ErrorExit,

    /// <summary><c>errorinit</c></summary>
    [JsonStringEnumMemberName("errorinit")] ErrorInit,

    /// <summary><c>chargewait</c></summary>
    [JsonStringEnumMemberName("chargewait")] ChargeWait,

    /// <summary><c>chargeheatingaftercharging</c></summary>
    [JsonStringEnumMemberName("chargeheatingaftercharging")] ChargeHeatingAfterCharging,

    /// <summary><c>chargeopenpwrrelays</c></summary>
    [JsonStringEnumMemberName("chargeopenpwrrelays")] ChargeOpenPowerRelays,

    /// <summary><c>chargechargingwithheating</c></summary>
    [JsonStringEnumMemberName("chargechargingwithheating")] ChargeChargingWithHeating,

    /// <summary><c>chargecharging</c></summary>
    [JsonStringEnumMemberName("chargecharging")] ChargeCharging,

    /// <summary><c>chargeclosepwrrelays</c></summary>
    [JsonStringEnumMemberName("chargeclosepwrrelays")] ChargeClosePowerRelays,

    /// <summary><c>chargeheatingforcharging</c></summary>
    [JsonStringEnumMemberName("chargeheatingforcharging")] ChargeHeatingForCharging,

    /// <summary><c>chargecheckchargerstatus</c></summary>
    [JsonStringEnumMemberName("chargecheckchargerstatus")] ChargeCheckChargerStatus,

    /// <summary><c>chargeactivebaltest</c></summary>
    [JsonStringEnumMemberName("chargeactivebaltest")] ChargeActiveBalanceTest,

    /// <summary><c>chargeexit</c></summary>
    [JsonStringEnumMemberName("chargeexit")] ChargeExit,

    /// <summary><c>chargeinit</c></summary>
    [JsonStringEnumMemberName("chargeinit")] ChargeInit,

    /// <summary><c>downgradedsafetyline</c></summary>
    [JsonStringEnumMemberName("downgradedsafetyline")] DowngradedSafetyLine,

    /// <summary><c>downgradedopenpwrrelays</c></summary>
    [JsonStringEnumMemberName("downgradedopenpwrrelays")] DowngradedOpenPowerRelays,

    /// <summary><c>downgradedheating</c></summary>
    [JsonStringEnumMemberName("downgradedheating")] DowngradedHeating,

    /// <summary><c>downgradedrunning</c></summary>
    [JsonStringEnumMemberName("downgradedrunning")] DowngradedRunning,

    /// <summary><c>downgradedclosepwrrelays</c></summary>
    [JsonStringEnumMemberName("downgradedclosepwrrelays")] DowngradedClosePowerRelays,

    /// <summary><c>downgradedexit</c></summary>
    [JsonStringEnumMemberName("downgradedexit")] DowngradedExit,

    /// <summary><c>downgradedinit</c></summary>
    [JsonStringEnumMemberName("downgradedinit")] DowngradedInit,

    /// <summary><c>runwaiting</c></summary>
    [JsonStringEnumMemberName("runwaiting")] RunWaiting,

    /// <summary><c>runsafetyline</c></summary>
    [JsonStringEnumMemberName("runsafetyline")] RunSafetyLine,

    /// <summary><c>runopenpwrrelays</c></summary>
    [JsonStringEnumMemberName("runopenpwrrelays")] RunOpenPowerRelays,

    /// <summary><c>runheating</c></summary>
    [JsonStringEnumMemberName("runheating")] RunHeating,

    /// <summary><c>runrunning</c></summary>
    [JsonStringEnumMemberName("runrunning")] RunRunning,

    /// <summary><c>runclosepwrrelays</c></summary>
    [JsonStringEnumMemberName("runclosepwrrelays")] RunClosePowerRelays,

    /// <summary><c>runexit</c></summary>
    [JsonStringEnumMemberName("runexit")] RunExit,

    /// <summary><c>runinit</c></summary>
    [JsonStringEnumMemberName("runinit")] RunInit,

    /// <summary><c>docerror</c></summary>
    [JsonStringEnumMemberName("docerror")] DocError,

    /// <summary><c>unknown</c></summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}
