#!/usr/bin/python3
"""A client of the open link that is not ours, on bleak: finds the dongle of a VIN, proves the VIN, reads, subscribes.

Prints one JSON object a line. It knows nothing but the profile's document.
"""
import argparse
import asyncio
import hashlib
import hmac
import json
import os
import struct
import sys

from bleak import BleakClient, BleakScanner
from bleak.exc import BleakError

COMPANY = 0xFFFF


def uuid(part):
    return "49c2%04x-0c62-4386-8ac0-60d10f415e38" % part


SERVICE, PROFILE, VIN_PROOF, VIN, INFORMATION, MEASUREMENTS = (uuid(part) for part in range(1, 7))


def say(what, **more):
    print(json.dumps({"what": what, **more}), flush=True)


def mac(key, label, message, length):
    return hmac.new(key, label + message, hashlib.sha256).digest()[:length]


def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


async def find(key, adapter, timeout):
    def is_wanted(device, advert):
        if SERVICE not in advert.service_uuids:
            return False
        data = advert.manufacturer_data.get(COMPANY, b"")
        return len(data) >= 6 and mac(key, b"adv", data[:3], 3) == data[3:6]

    found = asyncio.get_running_loop().create_future()

    def heard(device, advert):
        if not found.done() and is_wanted(device, advert):
            found.set_result((device, advert))

    async with BleakScanner(heard, service_uuids=[SERVICE], adapter=adapter):
        device, advert = await asyncio.wait_for(found, timeout)
    data = advert.manufacturer_data[COMPANY]
    say("found", address=device.address, name=advert.local_name, rssi=advert.rssi, tag=bytes(data).hex())
    return device


async def read(client, name, characteristic):
    try:
        say("read", name=name, value=bytes(await client.read_gatt_char(characteristic)).hex())
    except BleakError as e:
        say("refused", name=name, error=str(e))


async def prove(client, key):
    nonce = os.urandom(8)
    await client.write_gatt_char(VIN_PROOF, nonce, response=True)
    proof = bytes(await client.read_gatt_char(VIN_PROOF))
    say("proof", right=hmac.compare_digest(proof, mac(key, b"vin", nonce, 16)), length=len(proof))


async def listen(client, count, timeout):
    packets = asyncio.Queue()
    try:
        await client.start_notify(INFORMATION, lambda _, data: packets.put_nowait(bytes(data)))
    except BleakError as e:
        say("refused", name="notify", error=str(e))
        return
    for _ in range(count):
        packet = await asyncio.wait_for(packets.get(), timeout)
        right = struct.unpack_from("<H", packet, 18)[0] == crc16(packet[:18])
        say("packet", type=packet[0] & 15, sequence=packet[1], length=len(packet), crc=right, charge=packet[8])
    await client.stop_notify(INFORMATION)


async def run(arguments):
    key = hashlib.pbkdf2_hmac("sha256", arguments.vin.encode(), b"o2x-open-link-v1", 100_000, 32)
    device = await find(key, arguments.adapter, arguments.timeout)
    async with BleakClient(device, adapter=arguments.adapter, timeout=arguments.timeout) as client:
        say("connected")
        await read(client, "profile", PROFILE)
        try:
            await prove(client, key)
        except BleakError as e:
            say("refused", name="proof", error=str(e))
        await read(client, "information", INFORMATION)
        if arguments.read_vin:
            await read(client, "vin", VIN)
        await listen(client, arguments.notifications, arguments.timeout)
    say("disconnected")


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--vin", required=True)
parser.add_argument("--adapter", default="hci0")
parser.add_argument("--notifications", type=int, default=5)
parser.add_argument("--read-vin", action="store_true")
parser.add_argument("--timeout", type=float, default=20)
try:
    asyncio.run(run(parser.parse_args()))
except (BleakError, asyncio.TimeoutError) as e:
    say("failed", error=f"{type(e).__name__}: {e}")
    sys.exit(1)
