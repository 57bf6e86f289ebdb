namespace O2X.Links.BlueZ.Bus;

/// <summary>Hears what BlueZ tells, on the bus's one thread, in order. Calls never block.</summary>
internal interface IBlueZListener
{
    void OnChange(in ObjectChange change);
}
