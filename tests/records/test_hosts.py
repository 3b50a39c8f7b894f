"""Which hosts of mail can be one."""

import pytest

from pipeline.records.hosts import mail_hosts, real_host


@pytest.mark.parametrize(
    ("host", "real"),
    [
        ("163.com", True),
        ("125.com", False),
        ("mail.sysu.edu.cn", True),
        ("301hospital.com.cn", True),
        ("yanbeiho5p.cn", False),
        ("yjkfhospital.em", False),
        ("hopital-sainte-ombeline.fr", True),
        ("188.com", True),
        ("localhost", False),
    ],
)
def test_mail_hosts(host: str, real: bool) -> None:
    assert real_host(host) is real


def test_every_well_known_host_can_be_one() -> None:
    assert all(map(real_host, mail_hosts()))
