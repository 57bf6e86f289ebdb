#!/usr/bin/python3
"""The same on python3-bleak: told by the same lines what to do, and answering with the same."""
import asyncio
import binascii
import hashlib
import hmac
import os
import struct
import sys
import time

from bleak import BleakClient, BleakScanner


def uuid(part):
    return "49c2%04x-0c62-4386-8ac0-60d10f415e38" % part


SERVICE, PROFILE, VIN_PROOF, INFORMATION, MEASUREMENTS = (uuid(part) for part in (1, 2, 3, 5, 6))
VIN, ADAPTER = sys.argv[1:3]
KEY = hashlib.pbkdf2_hmac("sha256", VIN.encode(), b"o2x-open-link-v1", 100_000, 32)


def mac(label, message, length):
    return hmac.new(KEY, label + message, hashlib.sha256).digest()[:length]


class Link:
    """What came over one link."""

    def __init__(self):
        self.client = None
        self.packets = 0
        self.charge = asyncio.get_running_loop().create_future()

    def on_packet(self, _, packet):
        if struct.unpack_from("<H", packet, 18)[0] != binascii.crc_hqx(bytes(packet[:18]), 0xFFFF):
            return
        self.packets += 1
        if not self.charge.done():
            self.charge.set_result(packet[8])

    async def open(self):
        found = asyncio.get_running_loop().create_future()

        def heard(device, advert):
            data = advert.manufacturer_data.get(0xFFFF, b"")
            if not found.done() and len(data) >= 6 and mac(b"adv", data[:3], 3) == data[3:6]:
                found.set_result(device)

        async with BleakScanner(heard, service_uuids=[SERVICE], adapter=ADAPTER):
            device = await asyncio.wait_for(found, 30)
        self.client = BleakClient(device, adapter=ADAPTER)
        await self.client.connect()
        if (await self.client.read_gatt_char(PROFILE))[0] != 1:
            raise SystemExit("another version of the profile")
        nonce = os.urandom(8)
        await self.client.write_gatt_char(VIN_PROOF, nonce, response=True)
        if not hmac.compare_digest(bytes(await self.client.read_gatt_char(VIN_PROOF)), mac(b"vin", nonce, 16)):
            raise SystemExit("another vehicle")
        await self.client.start_notify(INFORMATION, self.on_packet)
        await self.client.start_notify(MEASUREMENTS, lambda _, packet: None)
        await asyncio.wait_for(self.charge, 30)


async def run():
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    link = None
    while line := (await reader.readline()).decode().strip():
        if line == "first":
            begun = time.monotonic()
            link = Link()
            await link.open()
            print(round(1000 * (time.monotonic() - begun)), flush=True)
            await link.client.disconnect()
        elif line == "hold":
            link = Link()
            await link.open()
            print("ok", flush=True)
        elif line == "count":
            print(link.packets, flush=True)


asyncio.run(run())
