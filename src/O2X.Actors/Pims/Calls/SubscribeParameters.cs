using O2X.Vehicles;

namespace O2X.Actors;

/// <summary>The parameters of a subscription to <c>pims.vehicle.informations</c> (sdk-reference 2.1).</summary>
/// <param name="Vin">The vehicle; null: the remembered one.</param>
/// <param name="FirstTime">Whether a new vehicle is taken.</param>
/// <param name="Reception">What is wanted.</param>
/// <param name="Error">What is wrong with them; null when nothing is.</param>
internal sealed record SubscribeParameters(Vin? Vin, bool FirstTime, Reception Reception, PimsError? Error)
{
    private static readonly string[] _misspellings = ["fistTime", "firstime"];

    public static SubscribeParameters Read(ParameterReader parameters, RememberedVehicle? remembered)
    {
        parameters.Word("actionType", isRequired: true, ["O2X"]);
        var vin = parameters.Vin("vin", isRequired: parameters.PeekBoolean("firstTime", _misspellings) == true, "VIN");
        var reception = parameters.Word("reception", isRequired: true, ["status", "information"]);
        var firstTime = parameters.Boolean("firstTime", isRequired: true, _misspellings) == true;
        // Another vehicle than the remembered one is a wrong parameter also while something is subscribed (decisions.md D6, D34).
        var error = parameters.Error
            ?? (!firstTime && vin is not null && remembered is not null && remembered.Vin != vin ? PimsError.Invalid("vin") : null);
        return new SubscribeParameters(vin, firstTime, reception == "status" ? Reception.Status : Reception.Information, error);
    }
}
