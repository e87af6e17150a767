"""What the services have to report becomes a sentence in the banner."""

import logging

from PySide6.QtCore import QObject

from musemood.domain.failure import Failure, FailureKind
from musemood.services.output_watch import OutputWatch
from musemood.ui.banner import Banner
from musemood.ui.notices import (
    gave_up_sentence,
    notice_sentence,
    output_sentence,
    trouble_sentence,
    unreadable_sentence,
    unwatched_sentence,
)
from musemood.ui.services import Services
from musemood.ui.wording import failure_sentence

_log = logging.getLogger(__name__)


class ServiceNews(QObject):
    """Listens to all services that can fail by themselves."""

    def __init__(self, services: Services, output_watch: OutputWatch, banner: Banner) -> None:
        super().__init__(banner)
        self._collection = services.collection
        self._banner = banner
        services.playback.failed.connect(self._on_playback_failed)
        services.playback.gave_up.connect(self._on_gave_up)
        output_watch.device_gone.connect(lambda: self._say_output(is_paused=False))
        output_watch.nothing_heard.connect(lambda: self._say_output(is_paused=True))
        services.storage.load_failed.connect(self._on_load_failed)
        services.storage.noticed.connect(
            lambda notice: banner.say(notice.kind, notice_sentence(notice))
        )
        services.watching.refused.connect(
            lambda folder: banner.say("watch", unwatched_sentence(folder))
        )
        for service in (
            services.importing,
            services.storage,
            services.recommending,
            services.calibrating,
            services.rules,
            services.history_import.writing,
        ):
            service.trouble.connect(self._on_trouble)

    def _say_output(self, is_paused: bool) -> None:
        self._banner.say("output", output_sentence(is_paused))

    def _on_load_failed(self, error: object) -> None:
        self._banner.say("trouble", unreadable_sentence(error))

    def _on_gave_up(self, files: int) -> None:
        self._banner.say("playback", gave_up_sentence(files))

    def _on_playback_failed(self, failure: Failure) -> None:
        if failure.kind is FailureKind.NO_PLAYER:
            return  # the banner about libVLC stands there since the start
        title = self._collection.title(failure.path)
        self._banner.say("playback", f"{title}: {failure_sentence(failure)}")

    def _on_trouble(self, error: object) -> None:
        _log.warning("trouble: %s", error)
        self._banner.say("trouble", trouble_sentence(error))
